import { expect, test } from 'vitest'
import { agreement, numberedId, TestLine } from '../../../../tests/hui/test-line.ts'
import { memberShare } from './member-share.ts'

/** A line of four whose second and fourth part one person holds under two ids; the third part’s holder has paid nothing. */
function held(): TestLine {
  const book = new TestLine(agreement(4, 1_000_000, { commission: { kind: 'none' } }))
  book.round(1, 2, 100_000)
  book.pay(1, 1, 900_000)
  book.pay(1, 4, 400_000)
  book.hand(1, 1_000_000)
  return book
}

test('a member has their own parts, payments and debts, and nobody else’s', () => {
  const { state } = held()
  expect(memberShare(state, [numberedId(2), numberedId(4)])).toEqual({
    parts: [
      { no: 2, units: 1, takenAt: 1 },
      { no: 4, units: 1, takenAt: null }
    ],
    gave: 400_000,
    got: 1_000_000,
    owes: 500_000,
    isOwed: 1_700_000
  })
  expect(memberShare(state, [numberedId(1)])).toMatchObject({ gave: 900_000, owes: 0, isOwed: 0 })
  expect(memberShare(state, [numberedId(3)])).toMatchObject({ gave: 0, owes: 900_000, isOwed: 0 })
})
