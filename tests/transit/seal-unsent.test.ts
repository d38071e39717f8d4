import fc from 'fast-check'
import { expect, test } from 'vitest'
import { damagedType, type StoredFact } from '#lib/domain/stored.ts'
import { maxBoxBytes, maxBoxFacts } from '#lib/domain/transit/box.ts'
import { TestDevice } from '../facts.ts'
import { someBytes, sha256Of } from '../photo.ts'
import { openBox } from '../../sync-server/transit/open-box.ts'
import { sealingKeysIn } from '../../sync-server/transit/sealing-keys.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { UnsentPart } from '#lib/data/photos/unsent-parts.ts'
import type { BoxShelf, ShelvedBox } from '#lib/data/outbox/box-shelf.ts'
import { sealUnsent } from '#lib/data/outbox/seal-unsent.ts'

const unit = 'xa-thu'
const device = new TestDevice('ai')
const dataDir = mkdtempSync(join(tmpdir(), 'antt-sealing-'))
const keys = sealingKeysIn(dataDir)
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }))

function stage(of = [unit]) {
  const boxes = new Map<string, ShelvedBox>()
  const waiting: StoredFact[] = []
  const parts: UnsentPart[] = []
  let asked = 0
  const shelf: Pick<BoxShelf, 'of' | 'put' | 'drop'> = {
    of: async (account) => [...boxes.values()].filter((box) => box.account === account),
    put: async (box) => void boxes.set(box.id, box),
    drop: async (ids) => ids.forEach((id) => boxes.delete(id))
  }
  const seal = () =>
    sealUnsent({
      account: 'ai',
      device: { id: device.id, publicKey: device.publicKey, sign: async (text) => device.sign(text) },
      store: {
        offered: async (sync, after, limit) =>
          waiting.filter((fact) => fact.sync === sync && fact.id > after).slice(0, limit)
      },
      photos: {
        async eachUnsentPart(use) {
          for (const part of parts) await use(part)
        }
      },
      shelf: shelf as BoxShelf,
      async keys() {
        asked++
        return new Map(of.map((one) => [one, keys.publicOf(one)]))
      },
      now: () => 5
    })
  const note = (sync: StoredFact['sync'] = 'pending', text = 'Ghi') => {
    const body = { what: 'closed', reason: text, who: 'Tư Khởi' }
    const fact = device.fact(unit, 'gates', 'gates.note-written', 'gate/cong-1b', body)
    waiting.push({ ...fact, sync, tries: 0 })
    waiting.sort((a, b) => (a.id < b.id ? -1 : 1))
    return fact
  }
  const contents = async () =>
    Promise.all([...boxes.values()].map(({ box }) => openBox(box!, keys.privateOf(unit, box!.key)!)))
  return { boxes, waiting, parts, seal, note, contents, asked: () => asked }
}

test('what waits is sealed once, and its box goes when it was sent', async () => {
  const { boxes, waiting, seal, note, contents, asked } = stage()
  await seal()
  expect([boxes.size, asked()]).toEqual([0, 0])
  const [first, refused] = [note(), note('refused')]
  await seal()
  await seal()
  const held = (await contents()).flatMap((one) => (one && 'facts' in one ? one.facts : []))
  expect(held.map(({ _id }) => _id).sort()).toEqual([first.id, refused.id].sort())
  expect(held.map(({ sig }) => sig)).toContain(first.sig)
  const later = note()
  await seal()
  expect([...boxes.values()].flatMap(({ holds }) => holds).sort()).toEqual(
    [first.id, refused.id, later.id].sort()
  )
  waiting.splice(0)
  await seal()
  expect(boxes.size).toBe(0)
})

test('of a record that was damaged on the phone afterwards the box stays, and no other is made', async () => {
  const { boxes, waiting, seal, note, contents } = stage()
  const { id } = note()
  await seal()
  waiting[0] = { ...waiting[0]!, type: damagedType, body: {} }
  await seal()
  expect(await contents()).toMatchObject([{ facts: [{ _id: id, type: 'gates.note-written' }] }])
  expect(boxes.size).toBe(1)
})

test('of a unit without a key nothing is sealed, and nothing of it is forgotten', async () => {
  const { boxes, waiting, seal, note } = stage([])
  note()
  await seal()
  expect([boxes.size, waiting.length]).toEqual([0, 1])
})

test('a box that was brought is not sealed again while the notebook has not heard of it', async () => {
  const { boxes, seal, note } = stage()
  note()
  await seal()
  for (const box of boxes.values()) boxes.set(box.id, { ...box, box: null })
  await seal()
  expect([...boxes.values()].map(({ box }) => box)).toEqual([null])
})

test('a part of a photo is signed for, and a damaged one is not sealed', async () => {
  const { boxes, parts, seal, contents } = stage()
  const bytes = someBytes(999)
  const own = { unit, place: 'evidence' as const, at: 1, isLast: true }
  parts.push({ ...own, hash: sha256Of(bytes), read: async () => bytes })
  parts.push({ ...own, hash: sha256Of(someBytes(9)), read: async () => bytes })
  parts.push({ ...own, hash: sha256Of(someBytes(8)), read: async () => null })
  await seal()
  expect([...boxes.values()].map(({ counts }) => counts)).toEqual([1])
  expect(await contents()).toMatchObject([{ part: { by: 'ai', device: device.id, at: 1 } }])
})

test('whatever waits, each box fits, and all of it lies in boxes', async () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 2 * maxBoxFacts + 5 })
  await fc.assert(
    fc.asyncProperty(lengths, async (all) => {
      const { boxes, seal, note } = stage()
      const ids = all.map((length) => note('pending', 'ạ'.repeat(length)).id)
      await seal()
      expect([...boxes.values()].flatMap(({ holds }) => holds).sort()).toEqual(ids.sort())
      for (const { box } of boxes.values()) expect(JSON.stringify(box).length).toBeLessThan(maxBoxBytes)
    }),
    { numRuns: 10 }
  )
})
