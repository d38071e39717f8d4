import { expect, test } from 'vitest'
import type { HuiLine } from '#lib/app/hui/hui-line.svelte.ts'
import { money } from '#lib/i18n/format.ts'
import { huiWords as t } from '#lib/i18n/hui/hui-words.ts'
import { agreement, numberedId, TestLine } from '../../../../../../tests/hui/test-line.ts'
import { differenceOf, keptFor, movedOf, paymentsByHolder, payersOf } from './payers.ts'

const firstOf = (book: TestLine) => book.state.rounds[0]!

test('payers in the order of their parts, each with all of hers; the taker owes nothing', () => {
  const of = agreement(4, 1_000)
  of.parts[3] = of.parts[0]!
  const book = new TestLine(of)
  book.round(1, 2, 100)
  book.pay(1, 1, 900)
  book.cover(1, 4, 300)
  const payers = payersOf(firstOf(book))
  expect(payers.map(({ holder, open, dues }) => [holder, open, dues.length])).toEqual([
    [numberedId(1), 600, 2],
    [numberedId(3), 900, 1]
  ])
  expect(payers[0]!.owed).toEqual([{ part: 4, to: of.host, amount: 300 }])
  book.repay(1, 4, 100)
  expect([payersOf(firstOf(book))[0]!.owed[0]!.amount, book.outline.covered]).toEqual([200, 200])
  book.repay(1, 4, 200)
  expect([payersOf(firstOf(book))[0]!.owed, book.outline.covered]).toEqual([[], 0])
})

test('what the host put in for herself nobody owes her', () => {
  const of = agreement(3, 1_000)
  of.parts[0] = [{ person: of.host, units: 1 }]
  const book = new TestLine(of)
  book.round(1, 2, 100)
  book.cover(1, 1, 900)
  expect(payersOf(firstOf(book))[0]).toMatchObject({ owed: [] })
  expect(book.outline.covered).toBe(0)
})

test('what became of a pot is told in words: handed over, set off, left with the host', () => {
  const book = new TestLine(agreement(3, 1_000))
  book.round(1, 2, 100)
  expect(movedOf(firstOf(book), t)).toBe('')
  book.hand(1, 500)
  const handed = t.hui.line.handedPart(money(500), money(1_300))
  expect(movedOf(firstOf(book), t)).toBe(handed)
  book.leave(1, 200)
  expect(movedOf(firstOf(book), t)).toBe(`${handed} · ${t.hui.line.leftPart(money(200))}`)
  const { payout } = firstOf(book)
  expect(movedOf({ payout, handed: 500, left: 0, setOff: 300 }, t)).toBe(
    `${handed} · ${t.hui.line.setOffPart(money(300))}`
  )
})

test('money in and out differ only once some has moved', () => {
  const book = new TestLine(agreement(3, 1_000))
  book.round(1, 2, 100)
  const difference = () => differenceOf(firstOf(book))
  expect(difference()).toBe(0)
  const handed = book.hand(1, 500)
  expect(difference()).toBe(1_800)
  book.reverse(handed.id)
  book.cover(1, 1, 900)
  expect(difference()).toBe(900)
  book.pay(1, 3, 900)
  expect(difference()).toBe(0)
})

test('money above what is due is credit of its payer, of the taker too', () => {
  const book = new TestLine(agreement(3, 1_000))
  book.round(1, 2, 100)
  book.pay(1, 1, 901)
  book.pay(1, 2, 900)
  const payers = payersOf(firstOf(book))
  expect(payers.map(({ holder, open, credit }) => [holder, open, credit])).toEqual([
    [numberedId(1), 0, 1],
    [numberedId(2), 0, 900],
    [numberedId(3), 900, 0]
  ])
})

test('more than a pot is told of its round', () => {
  const book = new TestLine(agreement(3, 1_000))
  book.round(1, 2, 100)
  book.hand(1, 1_301)
  expect([keptFor(book.kept, 1), keptFor(book.kept, 2)]).toEqual([1_301, 0])
})

test('each payer has the records of what they paid of that round, but for those taken back', () => {
  const book = new TestLine(agreement(3, 1_000))
  book.round(1, 1, 100)
  const [paid, other] = [book.pay(1, 2, 400), book.pay(1, 2, 300)]
  book.cover(1, 3, 900)
  const back = book.repay(1, 3, 100)
  book.pay(2, 2, 900)
  book.reverse(other.id)
  const byHolder = paymentsByHolder(book.entries as HuiLine['entries'], 1)
  const ids = [2, 3].map((no) => byHolder.get(numberedId(no))?.map(({ fact }) => fact.id))
  expect(ids).toEqual([[paid.id], [back.id]])
})
