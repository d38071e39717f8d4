import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import { lateAccounts } from './interest.ts'

const host = numberedId(999)
const million = 1_000_000

/** A line of four: the host put in for the second part, which is 45 days late on day 46; 12,329 đồng at 10 %. */
function late(): TestLine {
  const book = new TestLine(agreement(4, million, { commission: { kind: 'none' } }))
  book.round(1, 1, 0)
  book.cover(1, 2, million)
  return book
}
const account = (book: TestLine, part: number | null) =>
  lateAccounts(book.state, dayOf(46)).find((one) => one.k === 1 && one.part === part)!
const doubts = (book: TestLine) => book.state.doubts.map(({ why }) => why)

test('what was paid and what was waived is no longer asked for, in whatever order', () => {
  const book = late()
  expect(account(book, 2)).toMatchObject({ to: host, asked: 12_329, paid: 0, waived: 0, left: 12_329 })
  book.waive(1, 2, 10_000)
  book.payInterest(1, 2, 2_000)
  expect(account(book, 2)).toMatchObject({ asked: 12_329, paid: 2_000, waived: 10_000, left: 329 })
  book.waive(1, 2, 5_000)
  expect(account(book, 2).left).toBe(0)
  expect(doubts(book)).toEqual([])
})

test('interest touches no due and no pot', () => {
  const book = late()
  const before = book.state.rounds
  book.payInterest(1, 2, 2_000)
  expect(book.state.rounds).toEqual(before)
})

test('only to whom it is owed is it paid, and only they waive it', () => {
  const book = late()
  book.waive(1, 2, 1, { by: numberedId(3) })
  book.payInterest(1, 2, 1, { to: numberedId(3) })
  book.payInterest(1, 2, 1, { from: numberedId(3) })
  book.waive(2, 2, 1)
  expect(doubts(book).toSorted()).toEqual([
    'not-the-creditor',
    'not-the-creditor',
    'unknown-holder',
    'unknown-round'
  ])
  book.cover(1, 3, million, { by: numberedId(4) })
  const waived = book.waive(1, 3, 12_329, { by: numberedId(4) })
  expect(book.state.doubts.some(({ id }) => id === waived.id)).toBe(false)
  expect(account(book, 3)).toMatchObject({ to: numberedId(4), left: 0 })
})

test('the host owes interest on a late pot to who takes it', () => {
  const book = late()
  expect(account(book, null)).toMatchObject({ from: host, to: numberedId(1), asked: 36_986 })
  book.payInterest(1, undefined, 30_000, { from: host, to: numberedId(1) })
  book.waive(1, undefined, 6_986, { from: host, by: numberedId(1) })
  expect(account(book, null).left).toBe(0)
  book.waive(1, undefined, 1, { from: host, by: numberedId(3) })
  expect(doubts(book)).toEqual(['not-the-creditor'])
})

test('of a cut part each holder is owed the interest on their own share, by units, until they got it', () => {
  const [a, b] = [numberedId(1), numberedId(2)]
  const parts = [
    [
      { person: a, units: 1 },
      { person: b, units: 2 }
    ],
    [{ person: numberedId(3), units: 3 }]
  ]
  const book = new TestLine(agreement(2, 1_000_001, { unitsPerPart: 3, parts, commission: { kind: 'none' } }))
  book.round(1, 1, 0)
  const of = (day = dayOf(46)) =>
    lateAccounts(book.state, day)
      .filter(({ part }) => part === null)
      .map(({ to, asked, paid, waived, left }) => [to, asked, paid, waived, left] as const)
      .sort()
  // 333,334 and 666,667 đ for 45 days at 10 %; the odd đồng goes to the largest remainder.
  expect(book.state.rounds[0]!.hands.map(({ share }) => share)).toEqual([333_334, 666_667])
  expect(of()).toEqual([
    [a, 4_110, 0, 0, 4_110],
    [b, 8_219, 0, 0, 8_219]
  ])
  book.payInterest(1, undefined, 4_000, { from: host, to: a })
  book.waive(1, undefined, 219, { from: host, by: b })
  expect(of()).toEqual([
    [a, 4_110, 4_000, 0, 110],
    [b, 8_219, 0, 219, 8_000]
  ])
  // Paid in time, a share bears nothing for what the other waits for.
  book.hand(1, 333_334, { to: a, on: dayOf(1) })
  expect(of()).toEqual([
    [a, 0, 4_000, 0, 0],
    [b, 8_219, 0, 219, 8_000]
  ])
  book.hand(1, 666_667, { to: b, on: dayOf(16) })
  expect(of()[1]).toEqual([b, 2_740, 0, 219, 2_521])
})

test('what one holder of a cut part got for the other was late for the other until that day', () => {
  const [a, b] = [numberedId(1), numberedId(2)]
  const halves = [
    { person: a, units: 1 },
    { person: b, units: 1 }
  ]
  const parts = [halves, [{ person: numberedId(3), units: 2 }]]
  const book = new TestLine(agreement(2, 2_000_000, { unitsPerPart: 2, parts, commission: { kind: 'none' } }))
  book.round(1, 1, 0)
  const asked = () =>
    lateAccounts(book.state, dayOf(90))
      .filter(({ part, asked }) => part === null && asked > 0)
      .map(({ to, asked }) => [to, asked] as const)
      .sort()
  book.hand(1, 2_000_000, { to: a, on: dayOf(31) })
  // 1,000,000 đ each for 30 days at 10 %.
  expect(asked()).toEqual([
    [a, 8_219],
    [b, 8_219]
  ])
})

test('what is for a judge is asked for nowhere; what was paid of it is told', () => {
  const book = late()
  book.round(2, 2, 0)
  book.payInterest(2, 1, 5_000)
  const of = lateAccounts(book.state, dayOf(46)).find(({ k, part }) => k === 2 && part === 1)
  expect(of).toMatchObject({ forJudge: true, asked: 0, paid: 5_000, left: 0 })
})

test('a receipt for interest has no balance: it grows by the day', () => {
  const book = late()
  const receipt = book.issue(book.payInterest(1, 2, 2_000))!
  expect(receipt.body).toMatchObject({ kind: 'interest', k: 1, part: 2, payer: numberedId(2), payee: host })
  expect('balance' in receipt.body).toBe(false)
  expect(book.state).toMatchObject({ doubts: [], receipts: [{ id: receipt.id, balance: null }] })
})
