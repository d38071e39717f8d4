import TinyQueue from 'tinyqueue'
import type { Envelope } from '../fact.ts'
import { inOrder, openerOf } from '../order.ts'
import { alarmEntry, type AlarmEntry } from './entry.ts'
import { StartCounts } from './start-counts.ts'
import { strandEnds } from './texted-starts.ts'

type Of<F extends Envelope, Kind extends AlarmEntry['kind']> = Extract<AlarmEntry<F>, { kind: Kind }>

/** An alarm as one phone started it. */
export interface Strand<F extends Envelope> {
  start: Of<F, 'start'>
  /** By its author's clock, Unix ms. */
  startMs: number
  end: Of<F, 'end'> | undefined
  facts: readonly F[]
}

/** Returns what one stream tells of an alarm; null until its start is here. */
export function strandOf<F extends Envelope>(facts: readonly F[]): Strand<F> | null {
  const unique = [...new Map(facts.map((fact) => [fact.id, fact])).values()]
  const story = inOrder(unique).map(alarmEntry<F>)
  const starts = story.filter((entry) => entry.kind === 'start')
  const opener = openerOf(starts.map(({ fact }) => fact))
  const start = starts.find(({ fact }) => fact === opener)
  if (!start) return null
  const end = story.find((entry) => entry.kind === 'end')
  return { start, startMs: Date.parse(start.fact.at), end, facts: unique }
}

/** Strands that are one alarm. */
export interface JoinedStrands<F extends Envelope> {
  /** The earliest start first. */
  strands: readonly Strand<F>[]
  /** The ids of those of their starts that call police alone. */
  quiet: ReadonlySet<string>
}

/** A group of strands while more of them are being found. */
interface Group<F extends Envelope> {
  /** Its place among the groups, the earliest first. */
  place: number
  strands: Strand<F>[]
  quiet: Set<string>
  /** The time of the last end, ISO 8601; null while one of its strands runs. */
  endedAt: string | null
}

/** A second start for the same gates within this time, ms, was made without knowing of the first. */
const sameStartMs = 10 * 60_000

/**
 * Groups the strands that are one alarm: those that phones started independently at the same time, and those that one
 * person started while an alarm of theirs for one of the gates ran. A person who has started as many within the hour as
 * call everybody starts no other alarm while one of theirs runs. A strand meets only groups that share a gate or their
 * author with it, however many others were started in those minutes.
 * @param strands the earliest start first
 */
export function joinedStrands<F extends Envelope>(strands: readonly Strand<F>[]): JoinedStrands<F>[] {
  const groups: Group<F>[] = []
  const earliestFirst = (a: Group<F>, b: Group<F>) => a.place - b.place
  const [byGate, byGateAndAuthor] = [new GroupQueues(earliestFirst), new GroupQueues(earliestFirst)]
  const byAuthor = new GroupQueues<F>((a, b) => b.place - a.place)
  const counts = new StartCounts()
  const endOf = strandEnds(strands)
  for (const strand of strands) {
    const { fact, account, start } = strand.start
    const isDrill = start.drill === true
    const isLoud = counts.isLoud(account, isDrill, fact.took ?? strand.startMs)
    const runs = ({ endedAt }: Group<F>) => endedAt === null || endedAt >= fact.at
    // A group that a strand is too late for takes none of the later ones either.
    const isSame = (group: Group<F>) =>
      runs(group) && strand.startMs - group.strands[0]!.startMs <= sameStartMs
    const author = `${isDrill} ${account}`
    const gates = start.gates.map((gate) => [`${isDrill} ${gate}`, `${author} ${gate}`] as const)
    const meets = gates.flatMap(([gate, own]) => [
      byGate.first(gate, isSame) ?? [],
      byGateAndAuthor.first(own, runs) ?? []
    ])
    const [met] = meets.flat().sort(earliestFirst)
    const known = met ?? (isLoud ? undefined : byAuthor.first(author, runs))
    const group = known ?? { place: groups.length, strands: [], quiet: new Set<string>(), endedAt: '' }
    if (!known) groups.push(group)
    group.strands.push(strand)
    group.endedAt = later(group.endedAt, endOf(strand)?.fact.at ?? null)
    if (!isLoud) group.quiet.add(fact.id)
    byAuthor.add(author, group)
    for (const [gate, own] of gates) {
      byGate.add(gate, group)
      byGateAndAuthor.add(own, group)
    }
  }
  return groups
}

const later = (a: string | null, b: string | null) => (a === null || b === null ? null : a > b ? a : b)

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
