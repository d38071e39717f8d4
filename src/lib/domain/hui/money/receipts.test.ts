import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'

const host = numberedId(999)
const early = (n: number) => ({
  by: 'lt-truc',
  device: 'e'.repeat(43),
  n,
  at: new Date(Date.UTC(2026, 0, 1, 0, 0, n)).toISOString()
})

/** A line of four whose first part took the first round: others owe 900. */
function held(): TestLine {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'none' } }))
  book.round(1, 1, 100)
  return book
}
const dueOf = (book: TestLine, part: number) => book.state.rounds[0]!.dues.find((due) => due.part === part)!
const whyOf = (book: TestLine, id: string) => book.state.doubts.find((doubt) => doubt.id === id)?.why

test('a receipt says what its money paid, and what is left', () => {
  const book = held()
  book.cover(1, 2, 500)
  const receipt = book.issue(book.pay(1, 2, 600))!
  expect(receipt.body).toMatchObject({
    code: 'LT-01',
    kind: 'contribution',
    k: 1,
    part: 2,
    payer: numberedId(2),
    payee: host,
    amount: 600,
    into: 400,
    back: [{ to: host, amount: 200 }],
    balance: 300
  })
  const pot = book.issue(book.hand(1, 2_000))!
  expect(pot.body).toMatchObject({ kind: 'pot', payer: host, payee: numberedId(1), into: 0, balance: 700 })
  const ahead = book.issue(book.prepay(numberedId(3), 50, dayOf(1)))!
  expect(ahead.body).toMatchObject({ kind: 'prepaid', payer: numberedId(3), balance: 50 })
  expect(book.state.receipts.map(({ balance }) => balance)).toEqual([300, 700, 50])
})

test('*thu đủ* has no record of anybody’s money: one beside it gets the receipt, and is the same money', () => {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'none' } }))
  book.round(1, 1, 100, { collected: true })
  const before = book.state.rounds[0]!
  const receipt = book.issue(book.pay(1, 2, 900))!
  expect(receipt.body).toMatchObject({ k: 1, part: 2, amount: 900, into: 900, back: [], balance: 0 })
  const after = book.state.rounds[0]!
  expect([after.paid, after.open, book.state.credits]).toEqual([before.paid, 0, []])
})

test('a late, small, earlier payment is credit: the receipt goes on paying the due', () => {
  const book = held()
  const receipt = book.issue(book.pay(1, 2, 900))!
  book.pay(1, 2, 100, { on: dayOf(0) }, early(1))
  expect(dueOf(book, 2)).toMatchObject({ paid: 900, open: 0, credit: 100 })
  expect(whyOf(book, receipt.id)).toBeUndefined()
  book.reverse(receipt.id)
  expect(dueOf(book, 2).pieces.map(({ amount }) => amount)).toEqual([100, 800])
})

test('what the host put in earlier is hers again: the receipt says that the member paid', () => {
  const book = held()
  book.issue(book.pay(1, 2, 600))
  book.cover(1, 2, 900, { on: dayOf(0) }, early(1))
  expect(dueOf(book, 2)).toMatchObject({ paid: 600, covered: 300, open: 0 })
  expect(book.state.credits).toEqual([{ person: host, amount: 600 }])
})

test('a receipt that says who was repaid keeps that, whoever else had put in before', () => {
  const book = held()
  book.cover(1, 2, 900)
  book.issue(book.repay(1, 2, 900))
  book.cover(1, 2, 900, { by: numberedId(3) }, early(1))
  expect(dueOf(book, 2).covers).toEqual([{ by: host, amount: 900, repaid: 900 }])
})

test('an earlier record of the same money is the double of what has a receipt', () => {
  const book = held()
  const paid = book.pay(1, 2, 400)
  book.issue(paid)
  const twin = book.pay(1, 2, 400, {}, early(1))
  expect([whyOf(book, paid.id), whyOf(book, twin.id)]).toEqual([undefined, 'heard-twice'])
  expect(dueOf(book, 2).paid).toBe(400)
})

test('money with a receipt counts beside its twin, also when nobody confirms that any more', () => {
  const book = held()
  const [first, second] = [book.pay(1, 2, 400), book.pay(1, 2, 400)]
  const answer = book.confirmAnother(second.id)
  book.issue(first)
  book.issue(second)
  book.reverse(answer.id)
  expect(dueOf(book, 2).paid).toBe(800)
})

test('a pot with a receipt counts before one that was handed over earlier', () => {
  const book = held()
  const pot = book.hand(1, 2_700)
  book.issue(pot)
  const other = book.hand(1, 100, { on: dayOf(0) }, early(1))
  expect([whyOf(book, pot.id), whyOf(book, other.id)]).toEqual([undefined, 'overpaid'])
})

test('a receipt of money that is taken back stands, in doubt, until it is reversed itself', () => {
  const book = held()
  const paid = book.pay(1, 2, 900)
  const receipt = book.issue(paid)!
  book.reverse(paid.id)
  expect(whyOf(book, receipt.id)).toBe('receipt-unbacked')
  book.reverse(receipt.id)
  expect(book.state).toMatchObject({ doubts: [], receipts: [] })
})

test('a receipt of money whose round no longer counts is in doubt, and sound again once it does', () => {
  const book = held()
  const receipt = book.issue(book.pay(1, 2, 900))!
  const other = book.round(1, 2, 100)
  expect(whyOf(book, receipt.id)).toBe('receipt-unbacked')
  expect(book.state.receipts).toMatchObject([{ id: receipt.id, balance: null }])
  book.reverse(other.id)
  expect(book.state.receipts).toMatchObject([{ id: receipt.id, balance: 0 }])
})

test('one record of money has one receipt, a number one paper; what the paper says is what is recorded', () => {
  const book = held()
  const [paid, more] = [book.pay(1, 2, 500), book.pay(1, 3, 500)]
  const says = { number: 'LT-4223RQ-000001' }
  const first = book.issue(paid, says)!
  const body = first.body as never
  const copy = book.write('hui.receipt-issued', { ...(body as object), number: 'LT-4223RQ-000002' } as never)
  const sameNumber = book.issue(more, says)!
  const other = book.issue(book.pay(1, 4, 500), { amount: 400, into: 400 })!
  const unknown = book.write('hui.receipt-issued', {
    ...(body as object),
    number: 'LT-4223RQ-000003',
    entry: numberedId(77)
  } as never)
  expect([first, copy, sameNumber, other, unknown].map(({ id }) => whyOf(book, id))).toEqual([
    undefined,
    'receipt-twice',
    'receipt-twice',
    'receipt-differs',
    'unknown-entry'
  ])
  expect(book.issue(paid)).toBeNull()
})

test('of two for the same money the one that the server took first holds it', () => {
  const book = held()
  const paid = book.pay(1, 2, 500)
  const waiting = book.issue(paid)!
  const taken = {
    ...waiting,
    id: numberedId(90),
    n: 90,
    took: 5,
    body: { ...waiting.body, number: 'LT-4223RQ-000777' }
  }
  book.facts.push(taken)
  expect([whyOf(book, waiting.id), whyOf(book, taken.id)]).toEqual(['receipt-twice', undefined])
})

test('late interest with a receipt was paid, also once a late payment leaves its creditor nothing to have put in', () => {
  const book = held()
  const by = numberedId(3)
  book.cover(1, 2, 900, { by })
  const receipt = book.issue(book.payInterest(1, 2, 5, { to: by, on: dayOf(5) }))!
  book.cover(1, 2, 900, { on: dayOf(0) }, early(1))
  expect(whyOf(book, receipt.id)).toBeUndefined()
  expect(book.state.interest).toMatchObject([{ to: by, paid: 5 }])
})

test('nobody takes the number of another phone’s receipt, not even with one that the server took before', () => {
  const book = held()
  const receipt = book.issue(book.pay(1, 2, 900), {}, { took: 9 })!
  const body = { ...receipt.body, entry: numberedId(77) } as never
  book.write('hui.receipt-issued', body, { ...early(1), took: 5 })
  expect(whyOf(book, receipt.id)).toBeUndefined()
})

test('a part whose due has a receipt goes over from a later round only', () => {
  const [sold, left] = [held(), held()]
  for (const book of [sold, left]) book.issue(book.pay(1, 2, 900))
  const transfer = sold.transfer(2, numberedId(50), 1)
  const departure = left.depart(2, 1)
  expect(whyOf(sold, transfer.id)).toBe('receipt-before')
  expect(whyOf(left, departure.id)).toBe('receipt-before')
  for (const book of [sold, left]) expect(book.state.receipts.map(({ balance }) => balance)).toEqual([0])
})

test('a part whose pot has a receipt goes over from a later round only; another part of its holder goes', () => {
  const [sold, other] = [held(), held()]
  const issued = [sold, other].map((book) => book.issue(book.hand(1, 1_000))!)
  const transfer = sold.transfer(1, numberedId(50), 1)
  other.transfer(2, numberedId(50), 1)
  expect(whyOf(sold, transfer.id)).toBe('receipt-before')
  expect([whyOf(sold, issued[0]!.id), whyOf(other, issued[1]!.id)]).toEqual([undefined, undefined])
  expect(sold.state.rounds[0]!.hands.map(({ to }) => to)).toEqual([sold.holder(1)])
  expect(other.state.transfers).toHaveLength(1)
})
