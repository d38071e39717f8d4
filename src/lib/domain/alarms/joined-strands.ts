import TinyQueue from 'tinyqueue'
import type { Envelope } from '../fact.ts'
import { takenMs, happenedMs } from '../order.ts'
import { StartCounts } from './start-counts.ts'
import type { Strand } from './strands.ts'
import { strandEnds } from './texted-starts.ts'

/** Strands that are one alarm. */
export interface JoinedStrands<F extends Envelope> {
  /** In the order of `compareStrands`: the first one gives the alarm its id, its author and its time. */
  strands: readonly Strand<F>[]
  /** The gates that each of them names, without those of a later one that its author may not have closed. */
  gates: readonly (readonly string[])[]
  /** The ids of those of their starts that call police alone. */
  quiet: ReadonlySet<string>
}

/** A moment by which a group of strands is over: when that happened and when the server took it, Unix ms. */
interface Over {
  ms: number
  arrival: number
}

/** A group of strands while more of them are being found. */
interface Group<F extends Envelope> {
  /** Its place among the groups, the earliest first. */
  place: number
  /** When the server took its first strand, or that was recorded, Unix ms: no earlier than of any group before it. */
  since: number
  strands: Strand<F>[]
  gates: (readonly string[])[]
  quiet: Set<string>
  /** By the last end; null while one of its strands runs. */
  over: Over | null
}

/** A second start for the same gates within this time, ms, was made without knowing of the first. */
export const sameStartMs = 10 * 60_000

/**
 * Groups the strands that are one alarm: those that phones started independently at the same time, and those that one
 * person started while an alarm of theirs for one of the gates ran. A person who has started as many within the hour as
 * call everybody starts no other alarm while one of theirs runs. A strand joins only what still ran when the server took
 * it, whenever it says that it was made, and only over gates that its author may have closed; two groups are never made one. A
 * strand meets only groups that share a gate or their author with it, however many others were started in those minutes.
 * @param strands in the order of `compareStrands`
 */
export function joinedStrands<F extends Envelope>(
  strands: readonly Strand<F>[],
  mayClose: (account: string, gate: string) => boolean
): JoinedStrands<F>[] {
  const groups: Group<F>[] = []
  const earliestFirst = (a: Group<F>, b: Group<F>) => a.place - b.place
  const latestFirst = (a: Group<F>, b: Group<F>) => b.place - a.place
  const [byGate, byGateAndAuthor] = [new GroupQueues(earliestFirst), new GroupQueues(earliestFirst)]
  const [latestByGate, byAuthor] = [new GroupQueues(latestFirst), new GroupQueues(latestFirst)]
  const byEnd = new Map<unknown, Group<F>>()
  const counts = new StartCounts()
  const endOf = strandEnds(strands)
  let since = -Infinity
  for (const strand of strands) {
    const { fact, account, start } = strand.start
    const isDrill = start.drill === true
    const isLoud = counts.isLoud(account, isDrill, fact.took ?? strand.startMs)
    since = Math.max(since, strand.arrival < Infinity ? strand.arrival : strand.startMs)
    const runs = ({ over }: Group<F>) => over === null || !isAfter(strand, over)
    // A group that a strand is too late for takes none of the later ones either.
    const isSame = (group: Group<F>) => runs(group) && since - group.since <= sameStartMs
    // It came late, and was recorded in time.
    const isLate = (group: Group<F> | undefined) =>
      group && strand.startMs - group.since <= sameStartMs ? group : []
    const author = `${isDrill} ${account}`
    const own = start.gates.filter((gate) => mayClose(account, gate))
    const keys = own.map((gate) => [`${isDrill} ${gate}`, `${author} ${gate}`] as const)
    const meets = keys.flatMap(([gate, ownGate]) => [
      byGate.first(gate, isSame) ?? isLate(latestByGate.first(gate, runs)),
      byGateAndAuthor.first(ownGate, runs) ?? []
    ])
    const end = endOf(strand)
    const [met] = meets.flat().sort(earliestFirst)
    const known =
      met ?? (strand.end ? undefined : byEnd.get(end)) ?? (isLoud ? undefined : byAuthor.first(author, runs))
    const group = known ?? opened<F>(groups.length, since)
    if (!known) groups.push(group)
    group.over = overWith(group, end ? { ms: happenedMs(end.fact), arrival: takenMs(end.fact) } : null)
    group.strands.push(strand)
    group.gates.push(known ? own : start.gates)
    if (!isLoud) group.quiet.add(fact.id)
    if (end) byEnd.set(end, group)
    byAuthor.add(author, group)
    for (const [gate, ownGate] of keys) {
      byGate.add(gate, group)
      latestByGate.add(gate, group)
      byGateAndAuthor.add(ownGate, group)
    }
  }
  return groups
}

const opened = <F extends Envelope>(place: number, since: number): Group<F> => ({
  place,
  since,
  strands: [],
  gates: [],
  quiet: new Set(),
  over: null
})

/** Tells whether a strand came after a group was over: by the server's time where it has one of them, else by their recording. */
function isAfter<F extends Envelope>({ arrival, startMs }: Strand<F>, over: Over): boolean {
  return arrival === Infinity && over.arrival === Infinity ? startMs > over.ms : arrival > over.arrival
}

/** Returns by what a group is over with one more strand; null: it runs. */
function overWith<F extends Envelope>({ over, strands }: Group<F>, end: Over | null): Over | null {
  if (strands.length === 0) return end
  return over && end && { ms: Math.max(over.ms, end.ms), arrival: Math.max(over.arrival, end.arrival) }
}

/** Finds groups by a key, in an order. */
class GroupQueues<F extends Envelope> {
  readonly #queues = new Map<string, TinyQueue<Group<F>>>()
  readonly #keys = new Map<Group<F>, Set<string>>()

  constructor(private readonly compare: (a: Group<F>, b: Group<F>) => number) {}

  add(key: string, group: Group<F>): void {
    const keys = this.#keys.get(group) ?? new Set()
    this.#keys.set(group, keys)
    if (keys.has(key)) return
    keys.add(key)
    const queue = this.#queues.get(key) ?? new TinyQueue<Group<F>>([], this.compare)
    this.#queues.set(key, queue)
    queue.push(group)
  }

  /** Returns the first group that fits; forgets those before it, which fit nothing that comes later. */
  first(key: string, fits: (group: Group<F>) => boolean): Group<F> | undefined {
    const queue = this.#queues.get(key)
    let first = queue?.peek()
    for (; first && !fits(first); first = queue!.peek()) queue!.pop()
    return first
  }
}
