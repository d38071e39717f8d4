import { expect, test } from 'vitest'
import type { Envelope } from '../fact.ts'
import { late } from '../../../../tests/hui/line-laws.ts'
import { agreement, dayOf, numberedId, TestLine } from '../../../../tests/hui/test-line.ts'
import { doubtsWith } from './doubts-with.ts'

/** Tells what the last record of a book puts in doubt, as a form would before it is saved. */
function ofLast(book: TestLine) {
  const draft = book.facts.at(-1)!
  return doubtsWith(book.facts.slice(0, -1), draft, late)
}
const told = ({ others }: { others: { fact: Envelope; doubt: string | null }[] }) =>
  others.map(({ fact, doubt }) => [fact.id, doubt])

test('a stop tells of all that takes effect after it: rounds, money, and changes of holders', () => {
  const book = new TestLine(agreement(4, 1_000))
  book.round(1, 1, 100)
  book.round(2, 2, 100)
  const left = book.depart(4, 3)
  const round = book.round(3, 3, 100)
  const paid = book.pay(3, 1, 1_000)
  book.stop(dayOf(2))
  expect(ofLast(book).own).toBeNull()
  expect(told(ofLast(book))).toEqual([
    [left.id, 'after-stop'],
    [round.id, 'after-stop'],
    [paid.id, 'unknown-round']
  ])
})

test('a stop on a day before a round with a receipt takes nothing away, and is in doubt itself', () => {
  const book = new TestLine(agreement(4, 1_000))
  for (const k of [1, 2]) book.round(k, k, 100)
  book.issue(book.pay(2, 3, 900))
  book.stop(dayOf(1))
  expect(ofLast(book)).toEqual({ own: 'stop-before-receipt', others: [] })
})

test('what was in doubt before is not told again, and a stop that cuts nothing tells of nothing', () => {
  const book = new TestLine(agreement(4, 1_000))
  book.round(1, 1, 100)
  book.pay(1, 4, 900, { holder: numberedId(77) })
  book.stop(dayOf(1))
  expect(ofLast(book)).toEqual({ own: null, others: [] })
})

test('an amendment of what a receipt says is in doubt itself', () => {
  const book = new TestLine(agreement(4, 1_000))
  book.round(1, 1, 100)
  book.issue(book.pay(1, 2, 900))
  book.amend(1, { face: 2_000 })
  expect(ofLast(book)).toEqual({ own: 'receipt-before', others: [] })
})

test('a part that is removed takes its records with it', () => {
  const book = new TestLine(agreement(4, 1_000))
  book.round(1, 1, 100)
  const paid = book.pay(1, 4, 900)
  book.amend(1, { parts: book.agreement.parts.slice(0, 3) })
  expect(ofLast(book).own).toBeNull()
  expect(told(ofLast(book))).toEqual([[paid.id, 'unknown-holder']])
})
