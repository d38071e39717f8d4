import { expect, test } from 'vitest'
import { agreement, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import { personNets } from './net.ts'

const netOf = (book: TestLine, person: string) => {
  const { gave, got } = personNets(book.state).find((net) => net.person === person)!
  return [gave, got]
}

test('a person gave what was paid, put in for others and given back, and got pots and what came back', () => {
  const of = agreement(4, 1_000, { commission: { kind: 'fixed', amount: 100 } })
  const book = new TestLine(of)
  book.round(1, 2, 100)
  book.pay(1, 1, 900)
  book.cover(1, 3, 900)
  book.repay(1, 3, 400)
  book.pay(1, 4, 1_000)
  book.hand(1, 2_600, { to: numberedId(2), commissionKept: 100 })
  expect(netOf(book, numberedId(1))).toEqual([900, 0])
  expect(netOf(book, numberedId(2))).toEqual([0, 2_600])
  expect(netOf(book, numberedId(3))).toEqual([400, 0])
  // A hundred of it is paid ahead, and given all the same.
  expect(netOf(book, numberedId(4))).toEqual([1_000, 0])
  expect(netOf(book, of.host)).toEqual([900, 500])
})

test('the price of a part goes from who pays it to the other; a part that took is sold by paying', () => {
  const book = new TestLine(agreement(4, 1_000))
  book.round(1, 2, 100)
  book.transfer(3, numberedId(50), 2)
  book.transfer(2, numberedId(60), 2, { pays: 'seller' })
  book.round(2, 1, 100)
  expect(book.state.transfers.map(({ part, dead }) => [part, dead])).toEqual([
    [3, false],
    [2, true]
  ])
  expect([netOf(book, numberedId(50)), netOf(book, numberedId(3))]).toEqual([
    [100_000, 0],
    [0, 100_000]
  ])
  expect([netOf(book, numberedId(60)), netOf(book, numberedId(2))]).toEqual([
    [0, 100_000],
    [100_000, 0]
  ])
})
