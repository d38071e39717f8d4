import { expect, test } from 'vitest'
import { opening, TestLine } from '../../../../tests/hui-line.ts'
import { uuidv7 } from '../uuid.ts'
import { line } from './line.ts'
import type { Line, LineOpening } from './state.ts'

const fixed = (amount: number): LineOpening['commission'] => ({ kind: 'fixed', amount })
const late = Date.UTC(2100, 0, 1)
const fold = (book: TestLine, asOf = late) => line(book.facts, asOf)!

/** Builds a line whose part k takes round k with these bids. */
function taken(of: LineOpening, bids: readonly number[]): TestLine {
  const book = new TestLine(of)
  bids.forEach((bid, i) => book.round(i + 1, i + 1, bid))
  return book
}

/** Returns a part's receipts less its dues over the line, đồng. */
const net = ({ rounds }: Line, part: number) =>
  rounds.reduce((sum, { taker, payout, dues }) => {
    return sum + (taker === part ? payout : 0) - dues[part - 1]!.due
  }, 0)
const nets = (of: Line) => of.parts.map(({ no }) => net(of, no))
const million = (value: number) => value * 1_000_000
const thousands = (values: readonly number[]) => values.map((value) => value * 1_000)

test('vector A: ten parts of a million, commission half a million', () => {
  const bids = thousands([200, 180, 170, 150, 140, 120, 100, 80, 50, 0])
  const of = fold(taken(opening(10, million(1), fixed(500_000)), bids))
  expect(of.rounds.map(({ bid }) => bid)).toEqual(bids)
  expect(of.rounds.map(({ gross }) => gross)).toEqual(
    thousands([7_200, 7_560, 7_810, 8_100, 8_300, 8_520, 8_700, 8_840, 8_950, 9_000])
  )
  expect(of.rounds.map(({ payout }) => payout)).toEqual(
    thousands([6_700, 7_060, 7_310, 7_600, 7_800, 8_020, 8_200, 8_340, 8_450, 8_500])
  )
  expect(nets(of)).toEqual(thousands([-2_300, -1_740, -1_310, -850, -500, -140, 160, 400, 590, 690]))
  expect(nets(of).reduce((a, b) => a + b)).toBe(-10 * 500_000)
  expect(of).toMatchObject({ complete: true, dispute: null, doubts: [] })
})

test('vector C: a constant bid, commission a whole part', () => {
  const bids = [...Array<number>(9).fill(150_000), 0]
  const of = fold(taken(opening(10, million(1), { kind: 'share', basisPoints: 10_000 }), bids))
  expect(of.rounds.map(({ payout }) => payout)).toEqual(
    Array.from({ length: 10 }, (_, i) => 6_650_000 + i * 150_000)
  )
  expect([net(of, 1), net(of, 9), net(of, 10)]).toEqual([-2_350_000, 50_000, 350_000])
  expect(nets(of).reduce((a, b) => a + b)).toBe(-10_000_000)
})

test('a judgment of Tiền Giang: 21 parts of five million, round 4 bid 1,950,000 takes 64,850,000', () => {
  const of = fold(taken(opening(21, million(5), fixed(million(2))), thousands([1_000, 1_000, 1_000, 1_950])))
  expect(of.rounds.at(-1)).toMatchObject({ gross: 66_850_000, payout: 64_850_000 })
})

test.each([
  ['LT-01', 25, 2_000_000, 11, 350_000, 1_000_000, 1_650_000, 42_100_000],
  ['LT-04', 20, 5_000_000, 7, 900_000, 2_500_000, 4_100_000, 80_800_000],
  ['LT-07', 12, 10_000_000, 5, 1_500_000, 5_000_000, 8_500_000, 94_500_000],
  ['LT-09', 30, 200_000, 18, 15_000, 100_000, 185_000, 5_520_000],
  ['LT-12', 12, 5_000_000, 6, 1_200_000, 2_500_000, 3_800_000, 45_300_000]
])('%s to the đồng', (_code, n, face, k, bid, commission, livePays, payout) => {
  const of = fold(taken(opening(n, face, fixed(commission)), Array<number>(k).fill(bid)))
  const round = of.rounds[k - 1]!
  expect(round.payout).toBe(payout)
  expect(round.dues.map(({ due }) => due)).toEqual([
    ...Array<number>(k - 1).fill(face),
    0,
    ...Array<number>(n - k).fill(livePays)
  ])
})

test('the taker of a round owes nothing in it, and the face ever after', () => {
  const of = fold(taken(opening(3, 900, { kind: 'half' }), [100, 50, 0]))
  expect(of.rounds.map(({ dues }) => dues.map(({ due }) => due))).toEqual([
    [0, 800, 800],
    [900, 0, 850],
    [900, 900, 0]
  ])
})

test('payments are laid on their part and round; settled only when nothing is open and the pot is handed over', () => {
  const book = taken(opening(3, 900, fixed(100)), [100])
  book.pay(1, 2, 500)
  expect(fold(book).rounds[0]).toMatchObject({ paid: 500, open: 1100, settled: false })
  book.pay(1, 2, 300)
  book.pay(1, 3, 800)
  expect(fold(book).rounds[0]).toMatchObject({ paid: 1600, open: 0, handed: 0, settled: false })
  book.hand(1, 1000)
  expect(fold(book).rounds[0]!.settled).toBe(false)
  book.hand(1, 500)
  expect(fold(book).rounds[0]).toMatchObject({ handed: 1500, settled: true })
})

test('a pot handed over before all is paid does not settle the round', () => {
  const book = taken(opening(3, 900, fixed(100)), [100])
  book.pay(1, 2, 800)
  book.hand(1, 1500)
  expect(fold(book).rounds[0]).toMatchObject({ handed: 1500, open: 800, settled: false })
})

test('what happened after the day asked for does not count yet', () => {
  const book = taken(opening(3, 900, fixed(0)), [100, 50])
  const [opened, first, second] = book.facts.map(({ at }) => Date.parse(at))
  expect(line(book.facts, opened! - 1)).toBeNull()
  expect(fold(book, opened).rounds).toHaveLength(0)
  expect(fold(book, first).rounds).toHaveLength(1)
  expect(fold(book, second! - 1).rounds).toHaveLength(1)
  expect(fold(book, second).rounds).toHaveLength(2)
})

test('what was recorded while the clock ran two years ahead counts once that is put right', () => {
  const book = taken(opening(3, 900, fixed(0)), [100, 50])
  const [opened, first, second] = book.facts
  const now = Date.parse(second!.at)
  const ahead = now + 2 * 365 * 86_400_000
  const wrong = { ...first!, at: new Date(ahead).toISOString(), id: uuidv7(ahead, new Uint8Array(10)) }
  const right = { ...second!, id: uuidv7(now, new Uint8Array(10)) }
  expect(line([opened!, wrong, right], now)!.rounds).toHaveLength(2)
  expect(line([opened!, wrong], now)!.rounds).toHaveLength(0)
})

test('without its opening there is no line; facts of another line are none of this one', () => {
  const book = taken(opening(3, 900, fixed(0)), [100])
  expect(line(book.facts.slice(1), late)).toBeNull()
  const before = fold(book)
  book.pay(1, 2, 100, { stream: 'line/other' })
  expect(fold(book)).toEqual(before)
})

test('the largest line loses no đồng', () => {
  const [n, face] = [200, 1_000_000_000_000]
  const of = fold(taken(opening(n, face, { kind: 'share', basisPoints: 3333 }), [1, 3, face - 1]))
  for (const { k, bid, gross, payout, dues } of of.rounds) {
    const exact = BigInt(k - 1) * BigInt(face) + BigInt(n - k) * BigInt(face - bid)
    expect(BigInt(gross)).toBe(exact)
    expect(dues.reduce((sum, { due }) => sum + BigInt(due), 0n)).toBe(exact)
    expect(BigInt(payout)).toBe(exact - (BigInt(face) * 3333n) / 10_000n)
  }
  expect(of.rounds).toHaveLength(3)
})
