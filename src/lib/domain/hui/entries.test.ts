import { expect, test } from 'vitest'
import { dayOf, agreement, TestLine } from '../../../../tests/hui/test-line.ts'
import type { Envelope } from '../fact.ts'
import { entriesOf } from './entries.ts'
import { line } from './line.ts'

const entries = (book: TestLine) => entriesOf(book.facts, line(book.facts, Date.UTC(2100, 0, 1)))
const entryOf = (book: TestLine, { id }: Envelope) => entries(book).find(({ fact }) => fact.id === id)!

function started(): TestLine {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'half' } }))
  book.round(1, 1, 100)
  return book
}

test('every record, oldest first, however they arrived; a line without its opening has them too', () => {
  const book = started()
  book.pay(1, 2, 900)
  const ids = book.facts.map(({ id }) => id)
  expect(entriesOf(book.facts.toReversed(), null).map(({ fact }) => fact.id)).toEqual(ids)
})

test('what moves money, holds a round or stops the line may be taken back; an opening and a reversal may not', () => {
  const book = started()
  book.pay(1, 2, 900)
  book.cover(1, 3, 900)
  book.hand(1, 1)
  book.stop(dayOf(1))
  book.reverse(book.facts[2]!.id)
  expect(entries(book).map(({ fact, reversible }) => [fact.type, reversible])).toEqual([
    ['hui.line-agreed', false],
    ['hui.round-held', true],
    ['hui.contribution-received', false],
    ['hui.contribution-covered', true],
    ['hui.pot-handed', true],
    ['hui.line-stopped', true],
    ['hui.entry-reversed', false]
  ])
})

test('what was taken back says by which record; the rest says nothing', () => {
  const book = started()
  const paid = book.pay(1, 2, 900)
  const reversal = book.reverse(paid.id)
  expect(entryOf(book, paid).reversed).toBe(reversal)
  expect(entryOf(book, book.facts[1]!).reversed).toBeNull()
})

test('a reversal that names the opening or another reversal takes nothing back', () => {
  const book = started()
  const paid = book.pay(1, 2, 900)
  const reversal = book.reverse(paid.id)
  const wrong = [book.reverse(reversal.id), book.reverse(book.facts[0]!.id)]
  expect(entryOf(book, reversal).reversed).toBeNull()
  expect(entryOf(book, book.facts[0]!).reversed).toBeNull()
  expect(wrong.map((fact) => entryOf(book, fact).doubt)).toEqual(['unknown-entry', 'unknown-entry'])
})

test('what does not count says why', () => {
  const book = started()
  const over = book.hand(1, 100_000)
  expect(entryOf(book, over).doubt).toBe('overpaid')
  expect(entryOf(book, book.pay(1, 2, 900)).doubt).toBeNull()
})

test('a type of a newer build is kept, unknown, and may not be taken back', () => {
  const book = started()
  const newer = book.write('hui.part-sold' as never, {} as never)
  expect(entryOf(book, newer)).toMatchObject({ known: null, reversible: false, doubt: null })
  expect(entryOf(book, book.facts[1]!).known).toBe(book.facts[1])
})

test('of two reversals of one record the first one is told, whichever arrived first', () => {
  const book = started()
  const paid = book.pay(1, 2, 900)
  const first = book.reverse(paid.id)
  book.reverse(paid.id)
  for (const facts of [book.facts, book.facts.toReversed()]) {
    const told = entriesOf(facts, line(facts, Date.UTC(2100, 0, 1)))
    expect(told.find(({ fact }) => fact.id === paid.id)!.reversed!.id).toBe(first.id)
  }
})
