import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import { personNets } from './net.ts'

const host = numberedId(999)
const [a, b, c] = [1, 2, 3].map((no) => numberedId(no)) as [string, string, string]

/** A line of four that was stopped after its first round. */
function stopped(): TestLine {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'none' } }))
  book.round(1, 1, 100)
  book.stop(dayOf(2))
  return book
}
const whyOf = (book: TestLine, id: string) => book.state.doubts.find((doubt) => doubt.id === id)?.why
const open = (book: TestLine) =>
  book.state.settlements.flatMap(({ shares }) => shares.map(({ open }) => open))

test('an acknowledged debt is paid instalment by instalment, the oldest first, in whatever order it is recorded', () => {
  const book = stopped()
  const before = book.state.rounds
  const debt = book.acknowledge(
    a,
    [
      [dayOf(30), 500],
      [dayOf(10), 400]
    ],
    { spouse: numberedId(50) }
  )
  expect(book.state.settlements).toMatchObject([
    { id: debt.id, spouse: numberedId(50), shares: [{ on: dayOf(10) }, { on: dayOf(30) }] }
  ])
  book.payAgreed(debt.id, a, 450)
  expect(open(book)).toEqual([0, 450])
  book.payAgreed(debt.id, a, 500)
  expect(book.state.settlements[0]).toMatchObject({ shares: [{ open: 0 }, { open: 0 }], beyond: 50 })
  expect(book.state.rounds).toEqual(before)
})

test('a settlement binds two who have signed; one that binds nobody is in doubt', () => {
  const book = stopped()
  const shares = [
    { from: host, to: b, on: dayOf(9), amount: 300 },
    { from: a, to: c, on: dayOf(9), amount: 200 }
  ]
  book.settle(shares, [host, b, a])
  expect(book.state.settlements[0]!.shares.map(({ binds }) => binds)).toEqual([true, false])
  const vain = book.settle(shares, [host, a])
  expect(whyOf(book, vain.id)).toBe('settlement-unsigned')
})

test('what is paid counts between the same two alone', () => {
  const book = stopped()
  const { id } = book.settle([{ from: host, to: b, on: dayOf(9), amount: 300 }], [host, b])
  const [other, unknown] = [book.payAgreed(id, a, 100), book.payAgreed(numberedId(77), host, 100, { to: b })]
  expect([whyOf(book, other.id), whyOf(book, unknown.id)]).toEqual(['outside-agreement', 'unknown-entry'])
  book.payAgreed(id, host, 100, { to: b })
  expect(open(book)).toEqual([200])
  const nets = new Map(personNets(book.state).map(({ person, gave, got }) => [person, got - gave]))
  expect([nets.get(host), nets.get(b)]).toEqual([-100, 100])
})

test('nothing is agreed while the line goes on, nor by people who are not of it', () => {
  const book = stopped()
  const outside = book.acknowledge(numberedId(70), [[dayOf(9), 10]])
  const debt = book.acknowledge(a, [[dayOf(9), 10]])
  expect([whyOf(book, outside.id), whyOf(book, debt.id)]).toEqual(['outside-line', undefined])
  book.reverse(book.state.stopped!.id)
  expect([whyOf(book, debt.id), book.state.settlements]).toEqual(['line-goes-on', []])
})

test('whoever sold, left, joined, put in for another or answers for one may agree too, each once', () => {
  const [buyer, joiner, payer, guarantor, hopeful] = [60, 61, 62, 63, 64].map((no) => numberedId(no)) as [
    string,
    string,
    string,
    string,
    string
  ]
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'none' } }))
  book.round(1, 1, 100)
  book.cover(1, 4, 100, { by: payer })
  book.transfer(2, buyer, 2)
  book.transfer(4, hopeful, 2, { signed: ['seller'] })
  book.depart(3, 2)
  book.join(3, joiner, 2)
  book.guarantee(guarantor, a, 500)
  book.guarantee(guarantor, buyer, 500)
  book.round(2, 2, 100)
  book.stop(dayOf(3))
  expect(book.state.parties.toSorted()).toEqual(
    [host, a, b, c, numberedId(4), buyer, joiner, payer, guarantor].toSorted()
  )
  const [sold, left, unsigned] = [b, c, hopeful].map((from) => book.acknowledge(from, [[dayOf(9), 10]]))
  const settled = book.settle([{ from: guarantor, to: payer, on: dayOf(9), amount: 10 }], [guarantor, payer])
  expect([sold!, left!, settled, unsigned!].map(({ id }) => whyOf(book, id))).toEqual([
    undefined,
    undefined,
    undefined,
    'outside-line'
  ])
})
