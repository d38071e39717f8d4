import { expect, test } from 'vitest'
import { agreement, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import type { Line } from '../state.ts'
import { settledInterest } from './interest.ts'
import { receiptsIn, standingReceipts } from './receipts.ts'

const host = numberedId(999)
const many = 300

/** A line of four in whose first round the second part owes 999,900. */
function held(): TestLine {
  const book = new TestLine(agreement(4, 1_000_000, { commission: { kind: 'none' } }))
  book.round(1, 1, 100)
  return book
}

/** Returns a line in which reading one field of each row of the due of the second part is counted. */
function counted(state: Line, rows: 'pieces' | 'covers', field: string) {
  const line = structuredClone(state)
  const due = line.rounds[0]!.dues.find(({ part }) => part === 2)!
  let reads = 0
  for (const row of due[rows]) {
    const value: unknown = Reflect.get(row, field)
    Object.defineProperty(row, field, { get: () => ((reads += 1), value) })
  }
  return { line, reads: () => reads }
}

test('thousands of receipts of one due read what it was paid with once', () => {
  const book = held()
  for (let i = 0; i < many; i += 1) book.pay(1, 2, i + 1)
  const own = book.facts.flatMap((fact) => (fact.type === 'hui.contribution-received' ? [fact] : []))
  const receipt = book.issue(own[0]!)!
  const issued = own.map(({ id, body }, i) => ({
    ...receipt,
    id: numberedId(10_000 + i),
    type: 'hui.receipt-issued',
    body: { ...receipt.body, amount: body['amount'], entry: id, number: `LT-4223RQ-${i}` }
  })) as unknown as Parameters<typeof receiptsIn>[0]
  const doubts = new Map()
  const receipts = receiptsIn(issued, { own: book.facts as never, reversed: new Map(), doubts })
  expect(receipts.size).toBe(many)
  const { line, reads } = counted(book.state, 'pieces', 'entry')
  expect(standingReceipts({ receipts, doubts }, line)).toHaveLength(many)
  expect(reads()).toBeLessThanOrEqual(2 * many)
})

test('thousands of payments of interest on one due read who put it in once', () => {
  const book = held()
  for (let i = 0; i < many; i += 1) book.cover(1, 2, 1, { by: numberedId(2_000 + i) })
  const paid = Array.from({ length: many }, (_, i) => ({
    ...book.facts[0]!,
    id: numberedId(10_000 + i),
    body: { k: 1, part: 2, from: numberedId(2), to: numberedId(2_000 + i), amount: 1 }
  }))
  const { line, reads } = counted(book.state, 'covers', 'by')
  const standing = { 'hui.late-interest-paid': paid, 'hui.penalty-waived': [] } as never
  const doubts = new Map()
  expect(settledInterest(line.rounds, { standing, doubts, receipts: new Map() }, host)).toHaveLength(many)
  expect(reads()).toBeLessThanOrEqual(2 * many)
})

test('twice as many receipts that call money of one due credit are read twice as often', () => {
  const readsOf = (count: number) => {
    const book = held()
    const first = book.pay(1, 2, 1)
    const honest = book.issue(first)!
    book.facts.pop()
    const days = Array.from({ length: count - 1 }, (_, i) => `${2_030 + i}-01-01`)
    for (const [i, { id }] of [first, ...days.map((on) => book.pay(1, 2, 1, { on }))].entries()) {
      const number = String(honest.body['number']).slice(0, -6) + String(i + 1).padStart(6, '0')
      const { movedOn: _, ...says } = honest.body
      book.write('hui.receipt-issued', { ...says, entry: id, number, into: 0, balance: 0 } as never)
    }
    let reads = 0
    for (const fact of book.facts) {
      const { body } = fact
      Object.defineProperty(fact, 'body', { get: () => ((reads += 1), body) })
    }
    expect(book.state.doubts.map(({ why }) => why)).toEqual(
      Array.from({ length: count }, () => 'receipt-differs')
    )
    return reads
  }
  expect(readsOf(2 * many) / readsOf(many)).toBeLessThan(2.2)
})
