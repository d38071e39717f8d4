import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'

const none = { commission: { kind: 'none' } } as const

/** A line of four whose third part has not paid round 1 and takes round 2. */
function owing(other = {}): TestLine {
  const book = new TestLine(agreement(4, 1_000, { ...none, ...other }))
  book.round(1, 1, 100)
  book.round(2, 3, 200)
  return book
}
const whyOf = (book: TestLine) => book.state.doubts.map(({ why }) => why)

test('a set-off pays what the taker owes, out of the pot', () => {
  const book = owing()
  book.setOff(2, 1, 3, 900)
  const [first, second] = book.state.rounds
  expect(first!.dues.find(({ part }) => part === 3)).toMatchObject({ paid: 900, open: 0 })
  expect(second).toMatchObject({ payout: 2_600, setOff: 900, held: -900 })
  book.hand(2, 1_700, { to: numberedId(3) })
  expect(whyOf(book)).toEqual([])
  book.hand(2, 1, { to: numberedId(3) })
  expect(whyOf(book)).toEqual(['overpaid'])
})

test('a set-off gives back what the host had put in', () => {
  const book = owing()
  book.cover(1, 3, 900)
  book.setOff(2, 1, 3, 900)
  expect(book.state.rounds[0]!.dues.find(({ part }) => part === 3)!.covers).toEqual([
    { by: book.agreement.host, amount: 900, repaid: 900 }
  ])
})

test('nobody else\u2019s pot, none before it is due, and no more than it holds', () => {
  const book = owing({ handoverDays: 2 })
  book.setOff(2, 1, 3, 900, { on: dayOf(3) })
  book.setOff(1, 1, 4, 900, { on: dayOf(4) })
  book.setOff(2, 1, 3, 2_601, { on: dayOf(4) })
  book.setOff(4, 1, 3, 900, { on: dayOf(4) })
  expect(whyOf(book).toSorted()).toEqual(['overpaid', 'pot-not-due', 'unknown-holder', 'unknown-round'])
})

test('a pot to somebody who did not take counts for nothing, and is still to be handed over', () => {
  const parts = [1, 2, 3, 4].map((no) => [{ person: numberedId(no), units: 1 }])
  parts[2] = [3, 5].map((no) => ({ person: numberedId(no), units: 1 }))
  for (const [no, part] of parts.entries()) if (no !== 2) part[0]!.units = 2
  const book = owing({ parts, unitsPerPart: 2 })
  const other = book.hand(2, 1_000, { to: numberedId(1) })
  expect(book.state.doubts).toEqual([{ id: other.id, why: 'not-the-taker' }])
  expect(book.state.rounds[1]).toMatchObject({ handed: 0, moved: [] })
  // Either holder of the part that took is a taker; who buys it later is none.
  book.hand(2, 1_300, { to: numberedId(5) })
  const buyer = numberedId(50)
  book.transfer(3, buyer, 3, { from: numberedId(3) })
  const late = book.hand(2, 1_300, { to: buyer })
  expect(book.state.doubts).toContainEqual({ id: late.id, why: 'not-the-taker' })
  book.hand(2, 1_300, { to: numberedId(3) })
  expect(book.state.rounds[1]!.hands).toEqual([
    { to: numberedId(3), share: 1_300, handed: 1_300, left: 0 },
    { to: numberedId(5), share: 1_300, handed: 1_300, left: 0 }
  ])
})
