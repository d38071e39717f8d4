import { debtsOf } from '#lib/domain/hui/money/debts.ts'
import { personNets } from '#lib/domain/hui/money/net.ts'
import type { Line } from '#lib/domain/hui/state.ts'

/** Tells what one person has in a line: parts now, and money so far, đồng. Dues of rounds not held are not in it. */
export interface MemberShare {
  parts: { no: number; units: number; takenAt: number | null }[]
  gave: number
  got: number
  owes: number
  isOwed: number
}

/** Returns what a person has in a line, under whichever of their ids; what they owe themselves is no debt. */
export function memberShare(line: Line, ids: readonly string[]): MemberShare {
  const isThem = (id: string) => ids.includes(id)
  const debts = debtsOf(line).filter(({ from, to }) => isThem(from) !== isThem(to))
  const sumOf = (sums: readonly number[]) => sums.reduce((sum, one) => sum + one, 0)
  const nets = personNets(line).filter(({ person }) => isThem(person))
  return {
    parts: line.parts.flatMap(({ no, takenAt, holders }) => {
      const units = sumOf(holders.filter(({ person }) => isThem(person)).map((holder) => holder.units))
      return units > 0 ? [{ no, units, takenAt }] : []
    }),
    gave: sumOf(nets.map(({ gave }) => gave)),
    got: sumOf(nets.map(({ got }) => got)),
    owes: sumOf(debts.filter(({ from }) => isThem(from)).map(({ amount }) => amount)),
    isOwed: sumOf(debts.filter(({ to }) => isThem(to)).map(({ amount }) => amount))
  }
}
