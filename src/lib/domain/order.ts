import TinyQueue from 'tinyqueue'
import type { Envelope } from './fact.ts'
import type { StoredFact } from './stored.ts'
import { recordingTime, takenAt } from './stored.ts'
import { idTime } from './uuid.ts'

type Ordered = Pick<Envelope, 'id' | 'at' | 'by' | 'device' | 'n' | 'took'> &
  Partial<Pick<StoredFact, 'sync'>>

/** Tells whether one fact happened before another, by the times that their authors gave, then by id. */
export const isEarlier = (a: Pick<Ordered, 'at' | 'id'>, b: Pick<Ordered, 'at' | 'id'>) =>
  a.at === b.at ? a.id < b.id : a.at < b.at

/** Tells whether one fact comes after another of the same phone in the order of folds. */
export const isLaterOfPhone = (a: Pick<Ordered, 'n' | 'at' | 'id'>, b: Pick<Ordered, 'n' | 'at' | 'id'>) =>
  a.n === b.n ? isEarlier(b, a) : a.n > b.n

/**
 * Sorts facts for folds: by (`whenOf`, `id`), but never a device's n + 1 before its n.
 * The same set gives the same order, however it arrived.
 */
export function inOrder<F extends Ordered>(facts: readonly F[]): F[] {
  // Costs no more for somebody who writes under many devices.
  const queues = new TinyQueue(queuesOf(facts), (a, b) => (isEarlier(a.at(-1)!, b.at(-1)!) ? -1 : 1))
  const ordered: F[] = []
  for (let queue = queues.pop(); queue; queue = queues.pop()) {
    ordered.push(queue.pop()!.fact)
    if (queue.length > 0) queues.push(queue)
  }
  return ordered
}

/**
 * Returns of several facts of one stream that each would open it the one that the server took first; the first of those
 * that wait where it has none. Nobody else knew the stream before, so nobody can put another in its place by a time of
 * their choice.
 * @param facts in the order of `inOrder`
 */
export function openerOf<F extends Ordered>(facts: readonly F[]): F | undefined {
  const arrival = (fact: F) => takenAt(fact) ?? Infinity
  const [first, ...others] = facts
  return others.reduce((opener, other) => (arrival(other) < arrival(opener!) ? other : opener), first)
}

/**
 * Returns when a fact happened, Unix ms: as its author says, but neither after its recording nor after the server took it, so
 * that a date ahead wins nothing. See `whenOf` for what other facts of the same phone tell.
 */
export const happenedMs = (fact: Pick<Ordered, 'id' | 'at' | 'took' | 'sync'>): number =>
  Math.min(Date.parse(fact.at), recordingTime(fact))

/** Returns the same as ISO 8601, UTC. */
export function happenedAt(fact: Pick<Ordered, 'id' | 'at' | 'took' | 'sync'>): string {
  const ms = recordingTime(fact)
  return Date.parse(fact.at) > ms ? new Date(ms).toISOString() : fact.at
}

/** Returns when the server took a fact, Unix ms; Infinity until it has: what waits or was carried comes after all that it has. */
export function takenMs(fact: Pick<Ordered, 'took' | 'sync'>): number {
  const ms = takenAt(fact) ?? Infinity
  return ms < Number.MAX_SAFE_INTEGER ? ms : Infinity
}

/** The place of a fact in the order of folds. */
export interface Rank {
  at: string
  id: string
  /** Among the facts of one phone that share the rest. */
  turn: number
}

/** Compares ranks as a sorting function does. */
export const compareRanks = (a: Rank, b: Rank): number =>
  a.id === b.id ? a.turn - b.turn : isEarlier(a, b) ? -1 : 1

/** Returns where a rank belongs among others, the first one first and at least one; looks at the end first, where most do. */
export function placeAmong(sorted: readonly { rank: Rank }[], rank: Rank): number {
  if (compareRanks(sorted.at(-1)!.rank, rank) < 0) return sorted.length
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareRanks(sorted[middle]!.rank, rank) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Returns the place of each fact of one phone, the first one first: sorted by these, the facts of many phones stand in
 * the order of `inOrder`.
 */
export function ranksOf<F extends Ordered>(facts: readonly F[]): { fact: F; rank: Rank }[] {
  const [queue = []] = queuesOf(facts)
  let last: Pick<Rank, 'at' | 'id'> | undefined
  return queue.toReversed().map(({ fact, at, id }, turn) => {
    // Waits for what the phone recorded before it.
    if (!last || isEarlier(last, { at, id })) last = { at, id }
    return { fact, rank: { ...last, turn } }
  })
}

/**
 * Returns when each fact happened, ISO: the time that its author gives, but no later than the server took it. Where ids show
 * that a phone's clock ran ahead and was corrected later, a fact happened no later than the one that the phone recorded
 * next.
 */
export function whenOf<F extends Ordered>(facts: readonly F[]): ReadonlyMap<F, string> {
  return new Map(queuesOf(facts).flatMap((queue) => queue.map(({ fact, at }) => [fact, at])))
}

interface Queued<F> {
  fact: F
  id: string
  at: string
}

/**
 * Groups facts by author and device, each group's first fact last: nobody can reorder another's facts by naming their
 * device.
 */
function queuesOf<F extends Ordered>(facts: readonly F[]): Queued<F>[][] {
  const factsByPhone = new Map<string, F[]>()
  for (const fact of facts) {
    const phone = `${fact.by} ${fact.device}`
    const known = factsByPhone.get(phone)
    if (known) known.push(fact)
    else factsByPhone.set(phone, [fact])
  }
  return [...factsByPhone.values()].map((all) =>
    putRight(all.sort((a, b) => (isLaterOfPhone(a, b) ? -1 : 1)))
  )
}

/** How far ids of one phone may go back before its clock counts as having been corrected, ms. */
const backLeeway = 1_000

/**
 * Caps the times recorded by a clock that ran ahead; see `whenOf`.
 * @param facts of one phone, the first one last
 */
function putRight<F extends Ordered>(facts: readonly F[]): Queued<F>[] {
  let next = Infinity
  return facts.map((fact) => {
    const { id, at } = fact
    const recorded = idTime(id)
    const latest = Math.min(recorded - next > backLeeway ? next : Infinity, takenAt(fact) ?? Infinity)
    const queued = { fact, id, at: Date.parse(at) > latest ? new Date(latest).toISOString() : at }
    next = Math.min(next, recorded)
    return queued
  })
}
