import fc from 'fast-check'
import { expect, test } from 'vitest'
import { late, numRuns } from '../../../../tests/hui/line-laws.ts'
import { bookOf, linePlan } from '../../../../tests/hui/line-plans.ts'
import { dayOf, said, type TestLine } from '../../../../tests/hui/test-line.ts'
import type { Envelope } from '../fact.ts'
import type { FactOf, FactType } from '../facts.ts'
import { uuidv7 } from '../uuid.ts'
import { entriesOf } from './entries.ts'
import { line } from './line.ts'

/** One tap: its round, part, thousandths of the face, act, and when it and its undoing were written among the others, min. */
const taps = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 1_100 }),
    fc.constantFrom('pay', 'cover', 'repay', 'prepay', 'hand', 'setOff'),
    fc.nat(60),
    fc.nat(60)
  ),
  { minLength: 1, maxLength: 8 }
)

type Tap = typeof taps extends fc.Arbitrary<(infer One)[]> ? One : never

/** Makes a fact of a phone of its own, written in that minute of the book, which stays without it. */
function written(book: TestLine, serial: number, type: FactType, body: object, minute: number) {
  const at = Date.UTC(2026, 0, 1) + minute * 60_000
  const bytes = Uint8Array.from({ length: 10 }, (_, i) => (i === 9 ? serial : 2))
  const other = {
    id: uuidv7(at, bytes),
    at: new Date(at).toISOString(),
    device: `${serial}`.padStart(43, 'e'),
    n: 1
  }
  const fact = book.write(type, body as FactOf<FactType>['body'], other)
  book.facts.pop()
  return fact
}

function tapped(book: TestLine, [k, part, share, act, minute, undone]: Tap, i: number): Envelope[] {
  const { face, host } = book.agreement
  const holder = book.holder(part)
  const amount = Math.max(1, Math.floor((face / 1_000) * share))
  const due = { on: dayOf(k), said, k, part, holder, amount }
  const { on } = due
  const [type, body] = {
    pay: ['hui.contribution-received', { ...due, method: 'cash' }] as const,
    cover: ['hui.contribution-covered', { ...due, by: host }] as const,
    repay: ['hui.advance-repaid', { ...due, to: host }] as const,
    prepay: ['hui.prepaid', { on, said, holder, amount, method: 'cash' }] as const,
    hand: [
      'hui.pot-handed',
      { on, said, k, to: book.taker(k), amount, commissionKept: 0, method: 'cash' }
    ] as const,
    setOff: ['hui.set-off-agreed', { ...due, pot: part }] as const
  }[act]
  const record = written(book, 2 * i + 1, type, body, minute)
  const undo = { entry: record.id, reason: 'Hoàn tác ngay sau khi ghi' }
  return [record, written(book, 2 * i + 2, 'hui.entry-reversed', undo, undone)]
}

test('money ticked and undone, in whatever order phones hear of it, leaves a line as if it had never been ticked', () => {
  const check = fc.property(linePlan, taps, fc.infiniteStream(fc.nat()), (planned, all, order) => {
    const book = bookOf(planned)
    const ticked = all.flatMap((tap, i) => tapped(book, tap, i))
    const heard = [...book.facts, ...ticked]
      .map((fact) => ({ fact, turn: order.next().value as number }))
      .sort((a, b) => a.turn - b.turn)
      .map(({ fact }) => fact)
    const before = line(book.facts, late)
    const after = line(heard, late)
    expect(after).toEqual(before)
    const entries = new Map(entriesOf(heard, after).map((entry) => [entry.fact.id, entry]))
    for (const [i, { id }] of ticked.entries()) {
      expect(entries.get(id)!.doubt).toBeNull()
      if (i % 2 === 0) expect(entries.get(id)!.reversed!.id).toBe(ticked[i + 1]!.id)
    }
  })
  fc.assert(check, { numRuns })
})

test('undone on one phone, the same money recorded on another one counts', () => {
  fc.assert(
    fc.property(linePlan, taps, (planned, all) => {
      const book = bookOf(planned)
      const twice = all.map((tap, i) => {
        const [record, undo] = tapped(book, tap, 2 * i)
        const [again] = tapped(book, tap, 2 * i + 1)
        return { record: record!, undo: undo!, again: again! }
      })
      const once = line([...book.facts, ...twice.map(({ again }) => again)], late)
      const both = twice.flatMap(({ record, undo, again }) => [record, again, undo])
      expect(line([...book.facts, ...both], late)).toEqual(once)
    }),
    { numRuns }
  )
})
