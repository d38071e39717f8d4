import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, said, TestLine } from '../../../../tests/hui/test-line.ts'
import { line } from './line.ts'
import { partNet } from './money/net.ts'
import type { Agreement, Line } from './state.ts'

const million = (value: number) => value * 1_000_000
const thousands = (values: readonly number[]) => values.map((value) => value * 1_000)
const bids = thousands([200, 180, 170, 150, 140, 120, 100, 80, 50, 0])

/** Builds a line whose part k takes round k with these bids. */
function taken(of: Agreement, bids: readonly number[]): TestLine {
  const book = new TestLine(of)
  bids.forEach((bid, i) => book.round(i + 1, i + 1, bid))
  return book
}

const nets = (of: Line) => of.parts.map(({ no }) => partNet(of, no))
const payouts = ({ rounds }: Line) => rounds.map(({ payout }) => payout)

test('vector A: ten parts of a million, commission half a million', () => {
  const of = taken(agreement(10, million(1), { commission: { kind: 'fixed', amount: 500_000 } }), bids).state
  expect(of.rounds.map(({ gross }) => gross)).toEqual(
    thousands([7_200, 7_560, 7_810, 8_100, 8_300, 8_520, 8_700, 8_840, 8_950, 9_000])
  )
  expect(payouts(of)).toEqual(
    thousands([6_700, 7_060, 7_310, 7_600, 7_800, 8_020, 8_200, 8_340, 8_450, 8_500])
  )
  expect(nets(of)).toEqual(thousands([-2_300, -1_740, -1_310, -850, -500, -140, 160, 400, 590, 690]))
  expect(of).toMatchObject({ complete: true, dispute: null, doubts: [] })
})

test('vector B: the host takes the first round of họ đầu thảo, without bid and commission', () => {
  const parts = agreement(10, million(1)).parts.with(0, [{ person: numberedId(999), units: 1 }])
  const of = taken(agreement(10, million(1), { head: true, commission: { kind: 'none' }, parts }), [
    0,
    ...bids.slice(1)
  ]).state
  expect(payouts(of)).toEqual(
    thousands([9_000, 7_560, 7_810, 8_100, 8_300, 8_520, 8_700, 8_840, 8_950, 9_000])
  )
  expect(nets(of)).toEqual(thousands([0, -1_440, -1_010, -550, -200, 160, 460, 700, 890, 990]))
})

test('vector C: a constant bid, commission a whole part', () => {
  const terms = { model: 'fixed', bids: { fixed: 150_000 }, commission: { kind: 'part' } } as const
  const of = taken(agreement(10, million(1), terms), [...Array<number>(9).fill(150_000), 0]).state
  expect(payouts(of)).toEqual(Array.from({ length: 10 }, (_, i) => 6_650_000 + i * 150_000))
  expect([1, 9, 10].map((no) => partNet(of, no))).toEqual([-2_350_000, 50_000, 350_000])
  expect(nets(of).reduce((a, b) => a + b)).toBe(-10_000_000)
})

test('a judgment of Tiền Giang: 21 parts of five million, round 4 bid 1,950,000 takes 64,850,000', () => {
  const terms = { commission: { kind: 'fixed', amount: million(2) } } as const
  const of = taken(agreement(21, million(5), terms), thousands([1_000, 1_000, 1_000, 1_950])).state
  expect(of.rounds.at(-1)).toMatchObject({ gross: 66_850_000, payout: 64_850_000 })
})

test('premium: who has taken pays the own bid beside the face, whatever is bid later', () => {
  const terms = { model: 'premium', commission: { kind: 'none' } } as const
  const of = taken(agreement(4, million(1), terms), thousands([200, 150, 50, 0])).state
  expect(of.rounds.map(({ dues }) => dues.map(({ due }) => due))).toEqual([
    [0, 1_000_000, 1_000_000, 1_000_000],
    [1_200_000, 0, 1_000_000, 1_000_000],
    [1_200_000, 1_150_000, 0, 1_000_000],
    [1_200_000, 1_150_000, 1_050_000, 0]
  ])
  expect(payouts(of)).toEqual([3_000_000, 3_200_000, 3_350_000, 3_400_000])
})

test('two parts of one person in A: one alive part beside one that takes, then one dead beside it', () => {
  const parts = agreement(10, million(1)).parts.with(3, [{ person: numberedId(3), units: 1 }])
  const of = taken(
    agreement(10, million(1), { commission: { kind: 'fixed', amount: 500_000 }, parts }),
    bids
  ).state
  const owed = (k: number) =>
    of.rounds[k - 1]!.dues.filter(({ holder }) => holder === numberedId(3)).reduce(
      (sum, { due }) => sum + due,
      0
    )
  expect(owed(3)).toBe(830_000)
  expect(of.rounds[2]!.payout - owed(3)).toBe(6_480_000)
  expect([owed(4), owed(5)]).toEqual([1_000_000, 2_000_000])
})

test('halves take together and owe half each; the first bears the odd đồng', () => {
  const halves = [
    { person: numberedId(5), units: 1 },
    { person: numberedId(50), units: 1 }
  ]
  const whole = agreement(10, 833_333, { commission: { kind: 'none' }, unitsPerPart: 2 })
  const parts = whole.parts.map(([holder]) => [{ ...holder!, units: 2 }]).with(4, halves)
  const { rounds } = taken({ ...whole, parts }, [0, 0, 0, 0, 0]).state
  const dues = (k: number) => rounds[k - 1]!.dues.filter(({ part }) => part === 5).map(({ due }) => due)
  expect(dues(1)).toEqual([416_667, 416_666])
  expect(dues(5)).toEqual([0, 0])
})

test('what a holder pays after others covered it repays them, and what is more is credit for later rounds', () => {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'none' } }))
  book.round(1, 1, 100)
  book.round(2, 2, 0)
  book.cover(1, 2, 900)
  book.pay(1, 2, 1_100, { on: dayOf(1) })
  const { rounds, credits } = book.state
  expect(rounds[0]!.dues[1]).toMatchObject({
    due: 900,
    paid: 0,
    covered: 900,
    open: 0,
    covers: [{ by: numberedId(999), amount: 900, repaid: 900 }],
    credit: 200
  })
  // Part 2 takes round 2 and owes nothing in it; the credit stays.
  expect(credits).toEqual([{ person: numberedId(2), amount: 200 }])
  book.round(3, 3, 0)
  expect(book.state.rounds[2]!.dues[1]).toMatchObject({ due: 1_000, drawn: 200, open: 800 })
  expect(book.state.credits).toEqual([])
})

test('“thu đủ” pays what nobody covered; a payment recorded beside it is the same money', () => {
  const book = new TestLine(agreement(3, 1_000, { commission: { kind: 'fixed', amount: 100 } }))
  book.round(1, 1, 100, { collected: true })
  book.cover(1, 2, 400)
  book.pay(1, 3, 900)
  expect(book.state.rounds[0]).toMatchObject({ paid: 1_400, covered: 400, open: 0, held: 1_800 })
  book.hand(1, 1_700, { commissionKept: 100 })
  expect(book.state.rounds[0]).toMatchObject({ held: 0, closed: true })
})

test('a transfer counts from its round on once three have signed; arrears stay with the seller', () => {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'none' } }))
  const unsigned = book.transfer(3, numberedId(70), 2, { signed: ['seller', 'buyer'] })
  book.transfer(2, numberedId(60), 2)
  book.round(1, 1, 100)
  book.round(2, 4, 50)
  const { rounds, doubts } = book.state
  expect(rounds.map(({ dues }) => dues[1]!.holder)).toEqual([numberedId(2), numberedId(60)])
  expect(rounds.map(({ dues }) => dues[2]!.holder)).toEqual([numberedId(3), numberedId(3)])
  expect(doubts).toEqual([{ id: unsigned.id, why: 'unsigned' }])
})

test('an amendment from round 1 puts the beginning right; a new face in a running line is a doubt', () => {
  const book = new TestLine(agreement(3, 1_000, { commission: { kind: 'none' } }))
  book.round(1, 1, 100)
  book.amend(1, { face: 2_000 })
  const late = book.amend(2, { face: 3_000 })
  book.amend(2, { commission: { kind: 'fixed', amount: 70 } })
  book.round(2, 2, 100)
  const { rounds, doubts } = book.state
  expect(rounds.map(({ gross, commission }) => [gross, commission])).toEqual([
    [3_800, 0],
    [3_900, 70]
  ])
  expect(doubts).toEqual([{ id: late.id, why: 'whole-line-only' }])
})

test('more handed over than was collected is money held below zero, and the round is not closed', () => {
  const book = new TestLine(agreement(3, 1_000, { commission: { kind: 'none' } }))
  book.round(1, 1, 100)
  book.pay(1, 2, 900)
  book.hand(1, 1_800)
  expect(book.state.rounds[0]).toMatchObject({ held: -900, open: 900, closed: false })
})

test('the same tickets in another order are no difference', () => {
  const book = new TestLine(agreement(4, 1_000))
  const tickets = [1, 2].map((part) => ({ part, bid: part * 50, by: 'holder' as const }))
  book.round(1, 2, 100, { tickets })
  book.round(1, 2, 100, { tickets: tickets.toReversed() })
  expect(book.state.differences).toEqual([])
})

test('records of one round with another day are a difference, with another taker a dispute', () => {
  const book = new TestLine(agreement(3, 1_000))
  book.round(1, 1, 100)
  book.round(1, 1, 100, { on: dayOf(2) })
  expect(book.state).toMatchObject({ differences: [{ k: 1 }], rounds: [{ on: dayOf(2) }], dispute: null })
  book.round(1, 2, 100)
  expect(book.state).toMatchObject({ dispute: { k: 1 }, rounds: [] })
})

test('an amendment that makes no line with what was put right after it is a doubt: no due falls below zero', () => {
  const terms = { model: 'fixed', bids: { fixed: 100 }, commission: { kind: 'none' } } as const
  const book = new TestLine(agreement(4, 1_000, terms))
  const above = book.amend(3, { bids: { fixed: 900 } })
  book.amend(1, { face: 500 })
  for (const k of [1, 2, 3]) book.round(k, k, 100, { tickets: [], chosen: 'lot' })
  const { rounds, doubts } = book.state
  expect(doubts).toEqual([{ id: above.id, why: 'no-line' }])
  expect(rounds[2]!.dues.map(({ due }) => due)).toEqual([500, 500, 0, 400])
})

test('an amendment by which no bid could be within the limits is a doubt', () => {
  const book = new TestLine(agreement(4, 1_000, { bids: { max: 200 }, commission: { kind: 'none' } }))
  const above = book.amend(2, { bids: { min: 300, max: 200 } })
  book.amend(2, { bids: { min: 100, max: 200 } })
  expect(book.state.doubts).toEqual([{ id: above.id, why: 'no-line' }])
  expect(book.state.terms.bids).toEqual({ max: 200 })
})

test('an unsigned sale makes nobody one of the line, and what the server refused does not count', () => {
  const book = new TestLine(agreement(4, 1_000))
  book.round(1, 1, 100)
  const stranger = numberedId(70)
  book.write('hui.part-transferred', {
    on: dayOf(1),
    said,
    part: 2,
    from: numberedId(2),
    to: stranger,
    units: 1,
    fromRound: 2,
    price: 0,
    pays: 'seller'
  } as never)
  const ahead = book.prepay(stranger, 500, dayOf(1))
  expect(book.state.doubts).toContainEqual({ id: ahead.id, why: 'unknown-holder' })
  const paid = book.pay(1, 2, 900)
  const refused = book.facts.map((fact) => (fact.id === paid.id ? { ...fact, sync: 'refused' } : fact))
  expect(line(refused, Date.UTC(2100, 0, 1))!.rounds[0]!.paid).toBe(0)
})
