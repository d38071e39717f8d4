import TinyQueue from 'tinyqueue'
import type { Envelope } from '../fact.ts'
import { StreamFolds } from '../folds/stream-folds.ts'
import { inOrder, isEarlier, openerOf } from '../order.ts'
import { alarmEntry, type AlarmEntry, type Description } from './entry.ts'

type Of<F extends Envelope, Kind extends AlarmEntry['kind']> = Extract<AlarmEntry<F>, { kind: Kind }>

/** One alarm as its facts tell it; the gates' own reports are not part of it. */
export interface Alarm<F extends Envelope = Envelope> {
  /** The id given by the phone that started first; the incident that the alarm becomes has the same id. */
  id: string
  /** That id, with those of phones that started the alarm at the same time: facts about any of them belong to it. */
  ids: readonly string[]
  /** Start by the author's clock (ISO 8601, UTC), and the author's account. */
  startedAt: string
  by: string
  drill: boolean
  /** The name of its group of gates; undefined: the whole unit. */
  group: string | undefined
  /** The gates that it orders closed. */
  gates: readonly string[]
  /** Those that it covers but orders nobody to close: no decision on them was in force. */
  leftOut: readonly string[]
  /** Those that it orders closed though no decision on them is known here: see `byDecisions`. */
  undecided: readonly string[]
  /** Ids that phones know of and nobody has ended yet; empty when the alarm is over. */
  open: readonly string[]
  /** The time when the last id was ended; null while the alarm runs. */
  endedAt: string | null
  /** The gate that each person holds, by account. */
  positions: ReadonlyMap<string, string>
  /** Gates that somebody reports open again. */
  reopened: ReadonlySet<string>
  /** The person looked for: the latest value of each part. Free text stands in the story. */
  description: Omit<Description, 'text'>
  /** All records, oldest first. */
  story: readonly AlarmEntry<F>[]
}

const streamKind = 'alarm/'

/** A second start for the same gates within this time, ms, was made without knowing of the first. */
const sameStartMs = 10 * 60_000

/**
 * Follows the alarms of a book: a fact that comes or goes costs the alarm that it belongs to. An alarm of which nothing
 * has changed stays the same object.
 */
export class AlarmFolds<F extends Envelope> {
  readonly #strands = new StreamFolds<F, Strand<F> | null>((facts, stream) =>
    stream.startsWith(streamKind) ? strandOf(facts) : null
  )
  #known = new Map<Strand<F>, { strands: readonly Strand<F>[]; alarm: Alarm<F> }>()

  /** Returns all alarms and drills, the newest first. @param facts of a book, oldest id first, none twice */
  of(facts: readonly F[]): Alarm<F>[] {
    const told = [...this.#strands.of(facts).values()].filter((strand) => strand !== null)
    told.sort((a, b) => (isEarlier(a.start.fact, b.start.fact) ? -1 : 1))
    const before = this.#known
    this.#known = new Map()
    return joined(told)
      .map((strands) => this.#alarm(strands, before.get(strands[0]!)))
      .reverse()
  }

  #alarm(
    strands: readonly Strand<F>[],
    before: { strands: readonly Strand<F>[]; alarm: Alarm<F> } | undefined
  ): Alarm<F> {
    const isSame =
      before?.strands.length === strands.length && strands.every((one, i) => one === before.strands[i])
    const known = isSame ? before : { strands, alarm: alarmOf(strands) }
    this.#known.set(strands[0]!, known)
    return known.alarm
  }
}

/**
 * Returns all alarms and drills, the newest first: a pure fold, the same whatever the order of arrival. An alarm whose
 * start has not arrived yet is left out.
 * @param folds that have followed the book so far, if any have
 */
export function alarms<F extends Envelope>(facts: readonly F[], folds = new AlarmFolds<F>()): Alarm<F>[] {
  return folds.of(facts)
}

/** Finds the alarm of that id, or the one that it was joined into. */
export function alarmCalled<F extends Envelope>(all: readonly Alarm<F>[], id: string): Alarm<F> | null {
  return all.find(({ ids }) => ids.includes(id)) ?? null
}

/** An alarm as one phone started it. */
interface Strand<F extends Envelope> {
  start: Of<F, 'start'>
  /** By its author's clock, Unix ms. */
  startMs: number
  end: Of<F, 'end'> | undefined
  facts: readonly F[]
}

function strandOf<F extends Envelope>(facts: readonly F[]): Strand<F> | null {
  const unique = [...new Map(facts.map((fact) => [fact.id, fact])).values()]
  const story = inOrder(unique).map(alarmEntry<F>)
  const starts = story.filter((entry) => entry.kind === 'start')
  const opener = openerOf(starts.map(({ fact }) => fact))
  const start = starts.find(({ fact }) => fact === opener)
  if (!start) return null
  const end = story.find((entry) => entry.kind === 'end')
  return { start, startMs: Date.parse(start.fact.at), end, facts: unique }
}

/** Strands that phones started independently at the same time. */
interface Group<F extends Envelope> {
  /** Its place among the groups, the earliest first. */
  place: number
  strands: Strand<F>[]
  /** Its gates, each with whether it is a drill. */
  keys: Set<string>
  /** The time of the last end, ISO 8601; null while one of its strands runs. */
  endedAt: string | null
}

/**
 * Groups the strands that phones started independently at the same time: each group is one alarm. A strand meets only
 * groups that share a gate with it, however many others were started in those minutes.
 * @param strands the earliest start first
 */
function joined<F extends Envelope>(strands: readonly Strand<F>[]): Strand<F>[][] {
  const groups: Group<F>[] = []
  const byGate = new Map<string, TinyQueue<Group<F>>>()
  const firstFor = (strand: Strand<F>) => (key: string) => {
    const queue = byGate.get(key)
    let first = queue?.peek()
    // A group that a strand is too late for takes none of the later ones either.
    for (; first && !isSame(first, strand); first = queue!.peek()) queue!.pop()
    return first ?? []
  }
  for (const strand of strands) {
    const { gates, drill } = strand.start.start
    const keys = gates.map((gate) => `${drill === true} ${gate}`)
    const [first] = keys.flatMap(firstFor(strand)).sort((a, b) => a.place - b.place)
    const own = first ?? { place: groups.length, strands: [], keys: new Set(), endedAt: '' }
    if (!first) groups.push(own)
    own.strands.push(strand)
    own.endedAt = later(own.endedAt, strand.end?.fact.at ?? null)
    for (const key of keys) {
      if (own.keys.has(key)) continue
      own.keys.add(key)
      if (!byGate.has(key)) byGate.set(key, new TinyQueue<Group<F>>([], (a, b) => a.place - b.place))
      byGate.get(key)!.push(own)
    }
  }
  return groups.map((group) => group.strands)
}

const later = (a: string | null, b: string | null) => (a === null || b === null ? null : a > b ? a : b)

/** Tells whether a strand was started while a group ran, soon after the group's own start. */
const isSame = <F extends Envelope>({ strands, endedAt }: Group<F>, { startMs, start }: Strand<F>) =>
  startMs - strands[0]!.startMs <= sameStartMs && (endedAt === null || endedAt >= start.fact.at)

function alarmOf<F extends Envelope>(strands: readonly Strand<F>[]): Alarm<F> {
  const { start } = strands[0]!
  const story = inOrder(strands.flatMap(({ facts }) => facts)).map(alarmEntry<F>)
  const open = strands.filter(({ end }) => !end).map(idOf)
  const gates = new Set(strands.flatMap((strand) => orderedBy(strand.start.start)))
  const covered = new Set(strands.flatMap((strand) => strand.start.start.gates))
  const ends = strands.flatMap(({ end }) => end?.fact.at ?? []).sort()
  return {
    id: idOf(strands[0]!),
    ids: strands.map(idOf),
    startedAt: start.fact.at,
    by: start.fact.by,
    drill: start.start.drill === true,
    // An alarm that covers more than the first strand's group has no name of its own.
    group: strands.every((other) => other.start.start.group === start.start.group)
      ? start.start.group
      : undefined,
    gates: [...gates],
    leftOut: [...covered].filter((gate) => !gates.has(gate)),
    undecided: [],
    open,
    endedAt: open.length > 0 ? null : ends.at(-1)!,
    ...said(story),
    story
  }
}

const orderedBy = ({ gates, leftOut = [] }: Of<Envelope, 'start'>['start']) =>
  gates.filter((gate) => !leftOut.includes(gate))

function said<F extends Envelope>(story: readonly AlarmEntry<F>[]) {
  const positions = new Map<string, string>()
  const reopened = new Set<string>()
  const description: Omit<Description, 'text'> = {}
  for (const entry of story) {
    const { by } = entry.fact
    if (entry.kind === 'held') positions.set(by, entry.gate)
    if (entry.kind === 'left' && positions.get(by) === entry.gate) positions.delete(by)
    if (entry.kind === 'reopened') reopened.add(entry.gate)
    if (entry.kind === 'description') {
      const { text: _, ...seen } = entry.description
      Object.assign(description, seen)
    }
  }
  return { positions, reopened, description }
}

const idOf = <F extends Envelope>({ start }: Strand<F>) => start.fact.stream.slice(streamKind.length)
