import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, said, TestLine } from '../../../../../tests/hui/test-line.ts'
import type { Fact } from '../../facts.ts'
import { receiptFor } from './receipts.ts'

const host = numberedId(999)

/** A line of four whose first part took the first round: others owe 900. */
function held(): TestLine {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'none' } }))
  book.round(1, 1, 100)
  return book
}
const dueOf = (book: TestLine, part: number) => book.state.rounds[0]!.dues.find((due) => due.part === part)!
const whyOf = (book: TestLine, id: string) => book.state.doubts.find((doubt) => doubt.id === id)?.why

/** Tells why each of some records does not count, by its place; undefined: it does. */
const whysOf = (book: TestLine, ...records: ({ id: string } | null)[]) =>
  records.map((record) => record && whyOf(book, record.id))
const other = { by: 'lt-truc', device: 'e'.repeat(43) }

test('whoever sells and pays for what is still, or again, theirs takes nothing from the buyer’s receipt', () => {
  const parts = agreement(4, 1_000).parts.map(([holder]) => [{ person: holder!.person, units: 2 }])
  const halves = new TestLine(agreement(4, 1_000, { unitsPerPart: 2, parts, commission: { kind: 'none' } }))
  const buyer = numberedId(40)
  halves.round(1, 4, 100)
  const half = halves.transfer(1, buyer, 1, { units: 1 })
  const bought = halves.issue(halves.pay(1, 1, 450, { holder: buyer }))
  const kept = halves.issue(halves.pay(1, 1, 450))
  expect(whysOf(halves, half, bought, kept)).toEqual([undefined, undefined, undefined])

  const book = held()
  book.round(2, 4, 100)
  const sold = book.transfer(2, buyer, 1)
  const paid = book.issue(book.pay(1, 2, 900, { holder: buyer }))
  const back = book.transfer(2, numberedId(2), 2, { from: buyer })
  const again = book.issue(book.pay(2, 2, 900))
  expect(whysOf(book, sold, paid, back, again)).toEqual([undefined, undefined, undefined, undefined])
})

test('the earliest receipt that has a say decides who held a part, and one that cannot be true has none', () => {
  const book = held()
  const buyer = numberedId(40)
  const sold = book.transfer(2, buyer, 1)
  const first = book.issue(book.pay(1, 2, 900, { holder: buyer }), {}, { took: 1 })!
  const forged = { ...first.body, payer: numberedId(2), amount: 1, into: 0, balance: 0 } as never
  const late = book.pay(1, 2, 1, {}, { ...other, n: 1 })
  const second = book.write(
    'hui.receipt-issued',
    Object.assign({}, forged, { entry: late.id, number: 'LT-1955QA-000001' }),
    { ...other, n: 2, took: 5 }
  )
  expect(whysOf(book, sold, first, second)).toEqual([undefined, undefined, 'receipt-unbacked'])

  const alone = held()
  const transfer = alone.transfer(2, buyer, 1)
  const unheld = alone.pay(4, 2, 1, {}, { ...other, n: 1 })
  const third = alone.write(
    'hui.receipt-issued',
    Object.assign({}, forged, {
      k: 4,
      movedOn: dayOf(4),
      entry: unheld.id,
      number: 'LT-1955QA-000002'
    }),
    { ...other, n: 2, took: 1 }
  )
  expect(whysOf(alone, transfer, third)).toEqual([undefined, 'receipt-unbacked'])
})

test('nobody joins from a round of which the host has a receipt of what was vacant', () => {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'none' } }))
  book.round(1, 4, 100)
  book.depart(1, 2)
  book.round(2, 3, 100)
  const receipt = book.issue(book.pay(2, 1, 900, { holder: host }))
  const joined = book.join(1, numberedId(50), 2)
  expect(whysOf(book, receipt, joined)).toEqual([undefined, 'receipt-before'])
})

test('of two receipts of one due the earlier one holds, whether it says paid or repaid', () => {
  const book = held()
  const there = held()
  const paid = there.pay(1, 2, 900, {}, { ...other, n: 1, id: numberedId(5_000) })
  const says = receiptFor(there.state, paid as Fact)!
  book.cover(1, 2, 900)
  const first = book.issue(book.repay(1, 2, 900), {}, { took: 1 })
  book.facts.push(paid)
  const body = { on: dayOf(2), said, number: 'LT-1955QA-000001', ...says }
  const second = book.write('hui.receipt-issued', body, { ...other, n: 2, took: 99 })
  expect(whysOf(book, first, second)).toEqual([undefined, 'receipt-differs'])
  expect(dueOf(book, 2)).toMatchObject({ paid: 0, covered: 900, covers: [{ amount: 900, repaid: 900 }] })
})

test('terms and turns that receipts were reckoned by stay; what hangs on them not, and later rounds, may change', () => {
  const book = held()
  book.round(2, 2, 100)
  const receipt = book.issue(book.pay(2, 3, 900))
  const [high, before, rate, later] = [
    book.amend(2, { bids: { max: 50 } }),
    book.amend(1, { commission: { kind: 'half' } }),
    book.amend(1, { lateRate: 1_200 }),
    book.amend(3, { bids: { max: 500 } })
  ]
  expect(whysOf(book, receipt, high, before, rate, later)).toEqual([
    undefined,
    'receipt-before',
    'receipt-before',
    undefined,
    undefined
  ])
  const turns = new TestLine(agreement(4, 1_000, { model: 'interest-free', commission: { kind: 'none' } }))
  for (const k of [1, 2]) turns.round(k, k, 0, { chosen: 'order' })
  const printed = turns.issue(turns.pay(2, 3, 1_000))
  const swap = turns.swap([2, 2], [4, 4], { on: dayOf(0) })
  expect(whysOf(turns, printed, swap)).toEqual([undefined, 'receipt-before'])

  const agreed = new TestLine(agreement(4, 1_000, { model: 'interest-free', commission: { kind: 'none' } }))
  const early = agreed.swap([2, 2], [4, 4], { on: dayOf(0) })
  for (const [k, part] of [1, 4].entries()) agreed.round(k + 1, part, 0, { chosen: 'order' })
  const paid = agreed.issue(agreed.pay(2, 3, 1_000))
  // Somebody signs it once more: it was agreed before all the same.
  const again = agreed.facts.find(
    ({ type, body }) => type === 'hui.change-signed' && body['change'] === early.id
  )!
  agreed.write('hui.change-signed', again.body as never, { ...other, n: 1 })
  expect(whysOf(agreed, paid, early)).toEqual([undefined, undefined])
})

test('the receipt of a pot says no more is left than the pot has, and names the part that took', () => {
  const parts = agreement(4, 1_000).parts.map(([holder], i) => [
    { person: holder!.person, units: 1 },
    { person: numberedId(60 + i), units: 1 }
  ])
  const book = new TestLine(agreement(4, 1_000, { unitsPerPart: 2, parts, commission: { kind: 'none' } }))
  book.round(1, 1, 100)
  const { payout } = book.state.rounds[0]!
  const small = book.hand(1, 100, { to: numberedId(60) })
  book.hand(1, payout - 100)
  const receipt = book.issue(small)!
  expect(receipt.body).toMatchObject({ kind: 'pot', k: 1, part: 1, units: 1, balance: 0 })
})

test('a pot’s receipt says what is left of that holder’s share: not what they left with the host, nor what is another’s', () => {
  const [a, b] = [numberedId(1), numberedId(50)]
  const cut = [
    [
      { person: a, units: 1 },
      { person: b, units: 1 }
    ],
    [{ person: numberedId(2), units: 2 }]
  ]
  const book = new TestLine(
    agreement(2, 1_000, { unitsPerPart: 2, parts: cut, commission: { kind: 'none' } })
  )
  book.round(1, 1, 0)
  book.leave(1, 200, a)
  expect(book.issue(book.hand(1, 100, { to: a }))!.body).toMatchObject({ balance: 200 })
  expect(book.issue(book.hand(1, 300, { to: a }))!.body).toMatchObject({ balance: 0 })
  // The other got some of theirs: that is less in the pot.
  expect(book.issue(book.hand(1, 50, { to: b }))!.body).toMatchObject({ balance: 350 })
})

test('a receipt says when its money moved and how much of a part it was; one of before says neither, and holds', () => {
  const halves = new TestLine(
    agreement(2, 1_000, {
      unitsPerPart: 2,
      parts: [
        [1, 2].map((no) => ({ person: numberedId(no), units: 1 })),
        [{ person: numberedId(3), units: 2 }]
      ],
      commission: { kind: 'none' }
    })
  )
  halves.round(1, 2, 0)
  const issue = (amount: number, other: object) =>
    halves.issue(halves.pay(1, 1, amount, { on: dayOf(3) }), other)!
  const [says, old, otherDay, otherCut] = [
    issue(10, {}),
    issue(11, { movedOn: undefined, unitsPerPart: undefined }),
    issue(12, { movedOn: dayOf(1) }),
    issue(13, { unitsPerPart: 4 })
  ] as const
  expect(says.body).toMatchObject({ movedOn: dayOf(3), units: 1, unitsPerPart: 2 })
  expect(whysOf(halves, says, old, otherDay, otherCut)).toEqual([
    undefined,
    undefined,
    'receipt-differs',
    'receipt-differs'
  ])
})
