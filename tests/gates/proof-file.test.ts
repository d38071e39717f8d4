import { createHash, createPublicKey, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonicalString } from '#lib/domain/canonical.ts'
import { proofFile, type ProofFile } from '#lib/domain/gates/proof-file.ts'
import { DirectoryWorld } from '../devices/directory-world.ts'

const world = new DirectoryWorld()
const { unit } = world
const keeper = world.phone('giu-cong', 'keeper')
const known = world.known()

/** What somebody who has nothing but the file makes of it: how many of its records their authors' keys have signed. */
function provenIn(text: string): number {
  const { facts, keys } = JSON.parse(text) as ProofFile
  return facts.filter((fact) => {
    const holder = keys.find(({ account, device }) => account === fact.by && device === fact.device)
    if (!holder) return false
    const { crv, kty, x, y } = holder.key
    const id = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
    const key = createPublicKey({ key: holder.key, format: 'jwk' })
    const how = { key, dsaEncoding: 'ieee-p1363' } as const
    const sig = Buffer.from(fact.sig, 'base64url')
    return id === fact.device && verify('sha256', Buffer.from(canonicalString(fact)), how, sig)
  }).length
}

test('35: an exported log proves itself by its own file; one changed letter is found', () => {
  const kept = { ...keeper.note(unit), sync: 'received', tries: 0, reason: 'x' }
  const checked = { changed: [kept.id], unknown: [] }
  const file = proofFile([kept], known, { unit, at: '2026-11-24T15:00:00.000Z', checked })
  expect(file.keys).toMatchObject([{ account: 'giu-cong', name: 'Người giu-cong', device: keeper.id }])
  expect(Object.keys(file.facts[0]!)).not.toContain('sync')
  expect(file.checked.changed).toEqual([file.facts[0]!.id])
  const text = JSON.stringify(file)
  expect(provenIn(text)).toBe(1)
  expect(text).toContain('Đóng cổng buổi tối')
  expect(provenIn(text.replace('Đóng cổng buổi tối', 'Mở cổng buổi tối'))).toBe(0)
  expect(provenIn(text.replace('"by":"giu-cong"', '"by":"nguoi-khac"'))).toBe(0)
})
