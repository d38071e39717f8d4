import { receivablesOf } from '../money/receivables.ts'
import type { Line } from '../state.ts'
import type { Guarantee } from './members.ts'
import type { LineStream } from '../stream.ts'
import { signedChanges } from './signatures.ts'

/** Returns who answers for whom: signed, and for somebody who holds or held a part. No due changes. */
export function guaranteesIn(
  read: Pick<LineStream, 'standing' | 'doubts'>,
  { parts, rounds }: Pick<Line, 'parts' | 'rounds'>
): Guarantee[] {
  const members = new Set([
    ...parts.flatMap(({ holders }) => holders.map(({ person }) => person)),
    ...rounds.flatMap(({ dues }) => dues.map(({ holder }) => holder))
  ])
  return signedChanges('hui.guarantor-agreed', read).flatMap(({ id, body }) => {
    const { on: _on, said: _said, ...guarantee } = body
    if (members.has(body.holder)) return [{ ...guarantee, id }]
    read.doubts.set(id, 'not-a-member')
    return []
  })
}

/**
 * Returns what guarantors answer for, đồng, by the id of each guarantee: of the holder's open debt what nobody paid and what
 * others put in, of rounds until its day, or of all, and no more than its sum; not what the guarantor put in. Two guarantors
 * may answer for the same debt. Each debt is read once, however many answer for it: no round is earlier than one before.
 */
export function guaranteedIn({
  rounds,
  parts,
  members: { guarantees }
}: Pick<Line, 'rounds' | 'parts' | 'members'>): ReadonlyMap<string, number> {
  const lastOf = ({ until }: Guarantee) =>
    until === undefined ? rounds.length : rounds.findLastIndex(({ on }) => on <= until) + 1
  const byLast = rounds.map((): Guarantee[] => [])
  byLast.push([])
  for (const guarantee of guarantees) byLast[lastOf(guarantee)]!.push(guarantee)
  const owed = new Owed()
  const answered = new Map<string, number>()
  for (let k = 0; k <= rounds.length; k += 1) {
    for (const { part, holder, to, amount } of k > 0 ? receivablesOf({ rounds: [rounds[k - 1]!] }) : []) {
      const hasTaken = (parts[part - 1]!.takenAt ?? Infinity) < k
      for (const key of to === null ? [holder] : [holder, `${holder} ${to}`]) owed.add(key, amount, hasTaken)
    }
    for (const { id, holder, guarantor, scope, amount } of byLast[k]!)
      answered.set(id, Math.min(amount, owed.of(holder, scope) - owed.of(`${holder} ${guarantor}`, scope)))
  }
  return answered
}

/** Sums what is owed so far, đồng: all of it, and that of parts that had taken. */
class Owed {
  readonly #sums = new Map<string, Record<Guarantee['scope'], number>>()

  add(key: string, amount: number, hasTaken: boolean): void {
    const sums = this.#sums.get(key) ?? { all: 0, 'after-taking': 0 }
    this.#sums.set(key, sums)
    sums.all += amount
    if (hasTaken) sums['after-taking'] += amount
  }

  of(key: string, scope: Guarantee['scope']): number {
    return this.#sums.get(key)?.[scope] ?? 0
  }
}
