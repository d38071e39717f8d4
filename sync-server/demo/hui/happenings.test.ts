import { expect, test } from 'vitest'
import { lateAccounts } from '#lib/domain/hui/money/interest.ts'
import { line } from '#lib/domain/hui/line.ts'
import type { Line } from '#lib/domain/hui/state.ts'
import { coversOf } from '#lib/domain/hui/summary.ts'
import { lineAt, numbered } from './entries.ts'
import { demoHui } from './hui.ts'

const dayMs = 86_400_000
const now = Date.UTC(2026, 10, 24, 17)
const officerFacts = numbered(demoHui(now).officer, 'd'.repeat(43))
const lines = new Map(
  officerFacts
    .filter(({ type }) => type === 'hui.line-agreed')
    .map(({ stream }): [string, Line] => {
      const state = line(
        officerFacts.filter((fact) => fact.stream === stream),
        now
      )!
      return [state.terms.code, state]
    })
)

test('a running line: one left and another joined, a part was sold, a due came out of a pot', () => {
  const { members, transfers, rounds, doubts, credits, receipts } = lines.get('LT-15')!
  expect(doubts).toEqual([])
  expect(rounds.slice(0, -1).every(({ closed }) => closed)).toBe(true)
  const [left] = members.left
  const [joined] = members.joined
  expect([members.left.length, members.joined.length, members.vacant]).toEqual([1, 1, []])
  expect(left).toMatchObject({ fromRound: 3, dead: false, paid: 500_000 })
  expect(left!.claim).toBe(left!.contributed)
  expect([joined!.part, joined!.fromRound, joined!.paid]).toEqual([left!.part, 5, joined!.due])
  expect(transfers).toMatchObject([{ fromRound: 4, dead: false, price: 2_500_000 }])
  expect(members.guarantees).toMatchObject([{ scope: 'after-taking', amount: 5_000_000 }])
  expect(rounds[3]!.setOff).toBe(rounds[2]!.dues.find(({ part }) => part === rounds[3]!.taker)!.due)
  expect(rounds[4]!.left).toBe(2_000_000)
  expect(credits.map(({ amount }) => amount)).toEqual([1_000_000])
  expect(receipts.map(({ balance }) => balance)).toEqual([0, 0, 1_000_000])
})

test('a finished line: late interest to the đồng, and the debt of its first taker', () => {
  const of = lines.get('LT-02')!
  const accounts = lateAccounts(of, of.rounds.at(-1)!.on).filter(({ asked }) => asked > 0)
  expect(accounts.map(({ k, left, forJudge }) => [k, left, forJudge])).toEqual([
    [4, 0, false],
    [5, 0, false]
  ])
  const [paid, waived] = accounts
  expect([paid!.paid, waived!.waived]).toEqual([paid!.asked, waived!.asked])
  expect(of.terms.lateRate).toBe(1_000)
  const shares = [
    { amount: 500_000, paid: 500_000, open: 0 },
    { amount: 500_000, paid: 0, open: 500_000 }
  ]
  expect(of.settlements).toMatchObject([{ shares, beyond: 0 }])
  expect(coversOf(of)).toMatchObject([{ amount: 1_000_000, rounds: [7, 8] }])
})

test('a part in halves and a swap of turns; a lot before witnesses; a settlement that one has not signed', () => {
  const swapped = lines.get('LT-31')!
  expect(swapped.parts.filter(({ holders }) => holders.length === 2).map(({ no }) => no)).toEqual([5])
  const [swap] = swapped.members.swaps
  expect(swapped.members.turns.map(({ part }) => part)).toEqual([swap!.second.part, swap!.first.part])
  const drawn = officerFacts.find(({ type }) => type === 'hui.lot-drawn')!
  const last = lines.get('LT-30')!.rounds.at(-1)!
  expect(drawn.body).toMatchObject({ k: last.k, drawn: last.taker })
  expect(officerFacts.find(({ id }) => id === last.records[0])!.body['lot']).toBe(drawn.id)
  expect(lines.get('LT-23')!.settlements[0]!.shares.map(({ binds }) => binds)).toEqual([true, true, false])
})

test('no record of a line is in doubt, whatever happens in it', () => {
  for (const day of Array.from({ length: 12 }, (_, i) => Date.UTC(2026, 0, 1, 17) + i * 101 * dayMs)) {
    const { officer } = demoHui(day)
    for (const { stream } of officer.filter(({ type }) => type === 'hui.line-agreed')) {
      const { terms, doubts } = lineAt(
        officer.filter((entry) => entry.stream === stream),
        day
      )
      expect([terms.code, doubts]).toEqual([terms.code, []])
    }
  }
})
