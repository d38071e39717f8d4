import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'

/** Returns the first round of a line of six, taken by its first part. */
function held(other: Parameters<TestLine['round']>[3]): TestLine {
  const book = new TestLine(agreement(6, 1_000_000))
  book.round(1, 1, 100_000, other)
  return book
}
const moneyOf = (book: TestLine) =>
  book.state.rounds[0]!.dues.map(({ part, paid, open, pieces }) => ({
    part,
    paid,
    open,
    days: pieces.map(({ on }) => on)
  }))

test('thu đủ but for some is a payment of each other due on the day of the round', () => {
  fc.assert(
    fc.property(fc.subarray([1, 2, 3, 4, 5, 6], { minLength: 1 }), (late) => {
      const book = held({ collected: true, unpaid: late.map(numberedId) })
      const same = held({ collected: false })
      for (const part of [2, 3, 4, 5, 6]) if (!late.includes(part)) same.pay(1, part, 900_000)
      expect(moneyOf(book)).toEqual(moneyOf(same))
    })
  )
})

test('who had not paid pays later, on a later day, or less', () => {
  const book = held({ collected: true, unpaid: [numberedId(3)] })
  expect(book.state.rounds[0]).toMatchObject({ open: 900_000, closed: false })
  book.pay(1, 3, 400_000, { on: dayOf(2) })
  expect(moneyOf(book)[2]).toEqual({ part: 3, paid: 400_000, open: 500_000, days: [dayOf(2)] })
})

test('of two records of one round, one that says that a person had paid is believed', () => {
  const book = held({ collected: true, unpaid: [numberedId(3), numberedId(4)] })
  book.round(1, 1, 100_000, { collected: true, unpaid: [numberedId(4)] })
  expect(
    moneyOf(book)
      .filter(({ open }) => open > 0)
      .map(({ part }) => part)
  ).toEqual([4])
  book.round(1, 1, 100_000, { collected: true })
  expect(book.state.rounds[0]!.open).toBe(0)
  const vague = held({ collected: true, unpaid: [numberedId(3)] })
  vague.round(1, 1, 100_000, { collected: false })
  expect(vague.state.rounds[0]!.open).toBe(900_000)
})

test('what somebody paid ahead pays first: of thu đủ they gave the rest, and that is what a receipt is for', () => {
  const book = held({ collected: false })
  book.pay(1, 3, 950_000)
  const others = { collected: true, unpaid: [numberedId(2)] }
  book.round(2, 4, 200_000, others)
  const due = () => book.state.rounds[1]!.dues[2]!
  expect(due()).toMatchObject({ due: 800_000, paid: 750_000, drawn: 50_000, open: 0 })
  expect(book.state.credits).toEqual([])
  // Issued for the money that they gave: whatever comes later, it pays what it says.
  const receipt = book.issue(book.pay(2, 3, 750_000))!
  book.prepay(numberedId(3), 70_000, dayOf(1))
  expect(due()).toMatchObject({ paid: 750_000, drawn: 50_000, open: 0 })
  expect(book.state.credits).toEqual([{ person: numberedId(3), amount: 70_000 }])
  expect(book.state.receipts).toEqual([expect.objectContaining({ id: receipt.id, balance: 0 })])
  // Without the money paid ahead they gave all of it.
  const without = held({ collected: false })
  without.round(2, 4, 200_000, others)
  expect(without.state.rounds[1]!.dues[2]).toMatchObject({ paid: 800_000, drawn: 0, open: 0 })
})
