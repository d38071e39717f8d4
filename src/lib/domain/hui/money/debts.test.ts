import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, TestLine, wholeParts } from '../../../../../tests/hui/test-line.ts'
import { guaranteedIn } from '../members/guarantees.ts'
import { debtsOf, debtSums, hostSums, type Debt } from './debts.ts'

const host = numberedId(999)
const [a, b, c, d] = [1, 2, 3, 4].map(numberedId) as [string, string, string, string]
const told = (debts: readonly Debt[]) =>
  debts.map(({ why, k, part, from, to, amount }) => [why, k, part, from, to, amount])

/** A line of four parts of a thousand; the first takes with a bid of a hundred, and the host keeps fifty. */
function held(other = {}): TestLine {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'fixed', amount: 50 }, ...other }))
  book.round(1, 1, 100)
  return book
}

test('a pot that the host collected and did not hand over is owed to its taker; what is open, to the host', () => {
  const book = held()
  book.pay(1, 2, 900)
  book.pay(1, 3, 900)
  expect(told(debtsOf(book.state))).toEqual([
    ['due', 1, 4, d, host, 900],
    ['pot', 1, 1, host, a, 2_650]
  ])
  book.hand(1, 2_000)
  expect(debtSums(debtsOf(book.state))).toEqual({
    people: [
      { person: d, owes: 900, isOwed: 0 },
      { person: host, owes: 650, isOwed: 900 },
      { person: a, owes: 0, isOwed: 650 }
    ],
    total: 1_550
  })
})

test('what the host has not paid of parts of her own is in the pot that she owes; of her own pot others owe her', () => {
  const book = held({ parts: wholeParts(a, host, c, host) })
  book.pay(1, 3, 900)
  expect(told(debtsOf(book.state))).toEqual([['pot', 1, 1, host, a, 2_650]])
  book.round(2, 2, 0)
  expect(told(debtsOf(book.state)).slice(1)).toEqual([
    ['due', 2, 1, a, host, 1_000],
    ['due', 2, 3, c, host, 1_000]
  ])
})

test('what others put in is owed to them; what a taker left with the host, and what was paid ahead, by the host', () => {
  const book = held()
  book.cover(1, 2, 900)
  book.cover(1, 3, 900, { by: d })
  book.pay(1, 4, 900)
  book.prepay(c, 300, dayOf(1))
  book.leave(1, 2_650)
  expect(told(debtsOf(book.state))).toEqual([
    ['cover', 1, 2, b, host, 900],
    ['cover', 1, 3, c, d, 900],
    ['left', 1, 1, host, a, 2_650],
    ['credit', null, null, host, c, 300]
  ])
})

test('of a cut part each has their share of the pot; what one got beyond it is less for the other', () => {
  const cut = [
    [
      { person: a, units: 1 },
      { person: b, units: 1 }
    ],
    [{ person: c, units: 2 }]
  ]
  const book = new TestLine(
    agreement(2, 1_001, { unitsPerPart: 2, parts: cut, commission: { kind: 'none' } })
  )
  book.round(1, 1, 0)
  book.pay(1, 2, 1_001)
  expect(told(debtsOf(book.state))).toEqual([
    ['pot', 1, 1, host, a, 501],
    ['pot', 1, 1, host, b, 500]
  ])
  book.hand(1, 600, { to: a })
  expect(told(debtsOf(book.state))).toEqual([
    ['pot', 1, 1, host, b, 401],
    ['share', 1, 1, a, b, 99]
  ])
  book.hand(1, 401, { to: a, on: dayOf(2) })
  expect(told(debtsOf(book.state))).toEqual([['share', 1, 1, a, b, 500]])
})

test('a leaver claims from the host what is not paid yet; a joiner owes the host what is short', () => {
  const book = held()
  for (const part of [2, 3, 4]) book.pay(1, part, 900)
  book.hand(1, 2_650, { commissionKept: 50 })
  const left = book.depart(3, 2, { damage: 100 })
  book.payClaim(left.id, 200)
  book.join(3, numberedId(50), 2, { paid: 700 })
  expect(told(debtsOf(book.state))).toEqual([
    ['joining', null, 3, numberedId(50), host, 200],
    ['claim', null, 3, host, c, 600]
  ])
  book.payJoining(3, numberedId(50), 200)
  expect(told(debtsOf(book.state))).toEqual([['claim', null, 3, host, c, 600]])
})

test('a guarantor answers for what others are owed, not for what is owed to the guarantor', () => {
  const book = held()
  book.guarantee(d, b, 5_000)
  book.cover(1, 2, 300, { by: d })
  expect([...guaranteedIn(book.state).values()]).toEqual([600])
})

test('of all lines of a host it is summed what she owes, is owed, and what others owe each other', () => {
  const [first, second] = [held(), held({ parts: wholeParts(a, host, c, d) })]
  first.cover(1, 2, 900)
  first.cover(1, 3, 900, { by: d })
  second.prepay(c, 300, dayOf(1))
  expect(hostSums([first.state, second.state])).toEqual({
    owes: 2_650 + 2_650 + 300,
    isOwed: 900 + 900 + 900 + 900,
    others: 900
  })
  expect(hostSums([])).toEqual({ owes: 0, isOwed: 0, others: 0 })
})
