import type { Envelope } from '../fact.ts'
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
  /** The latest answer about closing each gate by hand. */
  answers: ReadonlyMap<string, Of<F, 'answer'>>
  /** The gate that each person holds, by account. */
  positions: ReadonlyMap<string, string>
  /** Gates that somebody reports open again. */
  reopened: ReadonlySet<string>
  /** The person looked for: the latest value of each part. Free text stands in the story. */
  description: Omit<Description, 'text'>
  /** All records, oldest first. */
  story: readonly AlarmEntry<F>[]
}

/** A second start for the same gates within this time, ms, was made without knowing of the first. */
const sameStartMs = 10 * 60_000

/**
 * Returns all alarms and drills, the newest first: a pure fold, the same whatever the order of arrival. An alarm whose
 * start has not arrived yet is left out.
 */
export function alarms<F extends Envelope>(facts: readonly F[]): Alarm<F>[] {
  const unique = [...new Map(facts.map((fact) => [fact.id, fact])).values()]
  const streams = new Map<string, F[]>()
  for (const fact of unique.filter(({ stream }) => stream.startsWith('alarm/')))
    streams.set(fact.stream, [...(streams.get(fact.stream) ?? []), fact])
  const told = [...streams.values()].flatMap((its) => strandOf(its) ?? [])
  told.sort((a, b) => (isEarlier(a.start.fact, b.start.fact) ? -1 : 1))
  return joined(told).map(alarmOf).reverse()
}

/** Finds the alarm of that id, or the one that it was joined into. */
export function alarmCalled<F extends Envelope>(all: readonly Alarm<F>[], id: string): Alarm<F> | null {
  return all.find(({ ids }) => ids.includes(id)) ?? null
}

/** An alarm as one phone started it. */
interface Strand<F extends Envelope> {
  start: Of<F, 'start'>
  end: Of<F, 'end'> | undefined
  facts: readonly F[]
}

function strandOf<F extends Envelope>(facts: readonly F[]): Strand<F> | null {
  const story = inOrder(facts).map(alarmEntry<F>)
  const starts = story.filter((entry) => entry.kind === 'start')
  const opener = openerOf(starts.map(({ fact }) => fact))
  const start = starts.find(({ fact }) => fact === opener)
  return start ? { start, end: story.find((entry) => entry.kind === 'end'), facts } : null
}

/** Groups the strands that phones started independently at the same time: each group is one alarm. */
function joined<F extends Envelope>(strands: readonly Strand<F>[]): Strand<F>[][] {
  const groups: Strand<F>[][] = []
  for (const strand of strands) {
    const group = groups.find((group) => isSame(group, strand))
    if (group) group.push(strand)
    else groups.push([strand])
  }
  return groups
}

function isSame<F extends Envelope>(group: readonly Strand<F>[], { start }: Strand<F>): boolean {
  const first = group[0]!.start
  const gates = new Set(group.flatMap((strand) => strand.start.start.gates))
  const later = Date.parse(start.fact.at) - Date.parse(first.fact.at)
  const isOver = group.every(({ end }) => end !== undefined && end.fact.at < start.fact.at)
  const alike = first.start.drill === start.start.drill
  return alike && !isOver && later <= sameStartMs && start.start.gates.some((gate) => gates.has(gate))
}

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
  const answers = new Map<string, Of<F, 'answer'>>()
  const positions = new Map<string, string>()
  const reopened = new Set<string>()
  const description: Omit<Description, 'text'> = {}
  for (const entry of story) {
    const { by } = entry.fact
    if (entry.kind === 'answer') answers.set(entry.answer.gate, entry)
    if (entry.kind === 'held') positions.set(by, entry.gate)
    if (entry.kind === 'left' && positions.get(by) === entry.gate) positions.delete(by)
    if (entry.kind === 'reopened') reopened.add(entry.gate)
    if (entry.kind === 'description') {
      const { text: _, ...seen } = entry.description
      Object.assign(description, seen)
    }
  }
  return { answers, positions, reopened, description }
}

const idOf = <F extends Envelope>({ start }: Strand<F>) => start.fact.stream.slice('alarm/'.length)
