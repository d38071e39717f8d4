import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { alarmId, AlarmPhone } from '../../../../tests/alarm.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { Draft } from '../notebook/record.ts'
import { WordReceipts, type HeardAlarm } from './word-receipts.ts'

const id = alarmId(1)
const keeper = new AlarmPhone('hai-muoi')
const chief = new AlarmPhone('truong')
let written: Draft[]
let isFull: boolean
let receipts: WordReceipts

beforeEach(() => {
  vi.useFakeTimers()
  written = []
  isFull = false
  const recordUnasked = async (draft: Draft) => {
    if (isFull) return { ok: false, refusal: { code: 'storage-full' } }
    written.push(draft)
    return { ok: true }
  }
  receipts = new WordReceipts({
    unit: 'xa-thu',
    account: 'truong',
    recordUnasked
  } as unknown as BookDeps)
})
afterEach(() => vi.useRealTimers())

const answer = (seconds: number, phone = keeper) =>
  phone.says(`alarm/${id}`, seconds, 'duty.gate-answered', { gate: 'cong-chua', answer: 'closed' })
const heard = (facts: readonly object[], known: readonly string[] = []): HeardAlarm => ({
  id,
  heard: new Set(known),
  gates: facts.map((fact) => ({
    words: [
      {
        word: 'closed',
        text: undefined,
        who: undefined,
        fact: fact as StoredFact,
        ids: [(fact as StoredFact).id],
        counts: true
      }
    ]
  }))
})
const words = () => written.map(({ body }) => body)

test('a word that has arrived is acknowledged at once, and once', async () => {
  const fact = answer(40)
  receipts.take(heard([fact]))
  await vi.advanceTimersByTimeAsync(0)
  receipts.take(heard([fact]))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(written).toMatchObject([{ stream: `alarm/${id}`, type: 'duty.words-received' }])
  expect(words()).toEqual([{ words: [fact.id] }])
})

test('what another commander’s phone has acknowledged, and one’s own word, is not', async () => {
  const fact = answer(40)
  receipts.take(heard([fact, answer(50, chief)], [fact.id]))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(written).toEqual([])
})

test('the latest word of each person at a gate is acknowledged: their own phone may know of no later one', async () => {
  const [first, own, other] = [answer(40), answer(50), answer(60, new AlarmPhone('nam-ruong'))]
  const said = heard([first, own, other]).gates.flatMap(({ words }) => words)
  receipts.take({ ...heard([]), gates: [{ words: said }] })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(words()).toEqual([{ words: [own.id, other.id] }])
})

test('a word that changes again and again is acknowledged every five seconds, the last one too', async () => {
  const facts = Array.from({ length: 100 }, (_, i) => answer(40 + i))
  for (const fact of facts) {
    receipts.take(heard([fact]))
    await vi.advanceTimersByTimeAsync(100)
  }
  await vi.advanceTimersByTimeAsync(10_000)
  expect(written.length).toBeLessThanOrEqual(4)
  expect(words().at(-1)).toEqual({ words: [facts.at(-1)!.id] })
})

test('once the notebook closes nothing more is written, whether it could be or not', async () => {
  isFull = true
  receipts.take(heard([answer(40)]))
  await vi.advanceTimersByTimeAsync(1_000)
  isFull = false
  receipts.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect([written, vi.getTimerCount()]).toEqual([[], 0])
})

test('one that could not be written is written later', async () => {
  const fact = answer(40)
  isFull = true
  receipts.take(heard([fact]))
  await vi.advanceTimersByTimeAsync(1_000)
  isFull = false
  await vi.advanceTimersByTimeAsync(10_000)
  expect(words()).toEqual([{ words: [fact.id] }])
})
