import { expect, test } from 'vitest'
import { fold, holds, sum, total, unchanged } from '../../../../../tests/hui/line-laws.ts'
import { bookOf } from '../../../../../tests/hui/line-plans.ts'
import type { Line } from '../state.ts'
import { stakesOf } from './stakes.ts'

test('11: what was contributed lies with the holders, or was taken out by leavers, to the đồng', () => {
  holds((planned) => {
    const book = bookOf(planned)
    const of = fold(book)
    const { left, joined, vacant } = of.members
    for (const { claim, contributed, settled, paid } of left) {
      for (const value of [claim, contributed, settled, paid])
        expect(Number.isSafeInteger(value) && value >= 0).toBe(true)
      expect(claim).toBeLessThanOrEqual(contributed + settled)
      expect(paid).toBeLessThanOrEqual(claim)
    }
    for (const { part, units } of vacant) {
      const host = of.parts[part - 1]!.holders.find(({ person }) => person === of.terms.host)
      expect(host?.units ?? 0).toBeGreaterThanOrEqual(units)
    }
    const came = of.rounds.flatMap(({ dues }) =>
      dues.map(({ paid, drawn, covers }) => paid + drawn + sum(covers.map(({ repaid }) => repaid)))
    )
    const { held, out } = stakesOf(of.rounds, of.members.moves, joined)
    const all = [...held.values(), ...out.values()]
    for (const value of all) expect(value).toBeGreaterThanOrEqual(0)
    expect(total(all.map(BigInt))).toBe(total([...came, ...joined.map(({ paid }) => paid)].map(BigInt)))
    expect(left.map(({ contributed }) => contributed)).toEqual(left.map(({ id }) => out.get(id)))
  })
})

test('12: rounds before whoever comes or goes stay as they were; a guarantee or an unsigned change moves nothing', () => {
  holds((planned) => {
    const { members, ...of } = fold(bookOf(planned))
    const before = fold(bookOf(unchanged(planned)))
    const changes: { fromRound: number }[] = [...of.transfers, ...members.left, ...members.joined]
    const first = Math.min(planned.agreed.parts.length + 1, ...changes.map(({ fromRound }) => fromRound))
    const owed = ({ rounds }: Pick<Line, 'rounds'>) =>
      rounds.slice(0, first - 1).map(({ dues }) => dues.map(({ part, holder, due }) => [part, holder, due]))
    expect(owed(of)).toEqual(owed(before))
    const unsigned = {
      ...planned,
      // Which money gets one hangs on how many records there are.
      receipts: [],
      left: planned.left.map((one) => one.with(4, false) as (typeof planned.left)[number]),
      joined: planned.joined.map((one) => one.with(5, false) as (typeof planned.joined)[number]),
      swaps: planned.swaps.map((one) => one.with(5, false) as (typeof planned.swaps)[number])
    }
    const without = fold(bookOf({ ...unsigned, guarantees: [] }))
    const none = fold(bookOf({ ...unsigned, left: [], joined: [], swaps: [], guarantees: [] }))
    const { doubts: _, members: unmoved, ...rest } = without
    const { doubts: __, members: same, ...as } = none
    expect([unmoved, moneyIn(rest)]).toEqual([same, moneyIn(as)])
    const guaranteed = fold(bookOf(unsigned))
    expect(moneyIn(guaranteed)).toEqual(moneyIn(without))
  })
})

/** Returns all that a line says of parts and money, but the ids of its records. */
const moneyIn = ({ parts, rounds, credits }: Pick<Line, 'parts' | 'rounds' | 'credits'>) => ({
  parts,
  credits,
  rounds: rounds.map((round) => ({
    ...round,
    records: [],
    // Of one day in whatever order.
    moved: round.moved.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.amount - b.amount)),
    dues: round.dues.map((due) => ({ ...due, pieces: due.pieces.map((piece) => ({ ...piece, entry: '' })) }))
  }))
})
