import { expect, test, vi } from 'vitest'
import { directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { verify } from '#lib/data/keys/keys.ts'
import { TestDevice } from '../../../../tests/facts.ts'
import { checkSignature, worstSignature } from './signature-check.ts'

const keeper = new TestDevice('giu-cong')
const enrolled = keeper.fact('xa-thu', 'directory', 'directory.device-enrolled', `device/${keeper.id}`, {
  key: keeper.publicKey,
  label: 'Máy'
})
const known = directory([enrolled], null)
const note = () => keeper.note('xa-thu')
const ask = (fact: Envelope, among = known) => checkSignature(fact, among, verify)

test('35 of a record one letter less, or another, in any place: its signature tells', async () => {
  expect(await ask(note())).toBe('genuine')
  const fact = note()
  const changes: Partial<Envelope>[] = [
    { body: { ...fact.body, reason: 'Đóng cổng buổi tồi' } },
    { at: '2026-11-24T15:00:00.001Z' },
    { n: fact.n + 1 },
    { stream: 'gate/cong-1c' },
    { type: 'gates.hand-claimed' },
    { sig: fact.sig.replace(/^./, fact.sig.startsWith('A') ? 'B' : 'A') },
    { sig: '' }
  ]
  for (const change of changes)
    expect([change, await ask({ ...fact, ...change })]).toEqual([change, 'changed'])
})

test('a key that is not here leaves it open, and it is asked again once it is; a key of somebody else is none', async () => {
  const fact = note()
  expect(await ask(fact, directory([], null))).toBe('unknown')
  expect(await ask(fact)).toBe('genuine')
  expect(await ask({ ...note(), by: 'nguoi-khac' })).toBe('unknown')
})

test('each record is asked once', async () => {
  const asked = vi.fn(verify)
  const fact = note()
  for (let i = 0; i < 3; i++) await checkSignature(fact, known, asked)
  expect(asked).toHaveBeenCalledTimes(1)
})

test('of all that tells of one thing the worst counts', () => {
  expect(worstSignature(['genuine', 'unknown', 'changed'])).toBe('changed')
  expect(worstSignature(['genuine', 'unknown'])).toBe('unknown')
  expect(worstSignature(['genuine'])).toBe('genuine')
})
