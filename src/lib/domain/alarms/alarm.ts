import type { Envelope } from '../fact.ts'
import { StreamFolds } from '../folds/stream-folds.ts'
import { inOrder, isEarlier } from '../order.ts'
import { alarmEntry, type AlarmEntry, type Description } from './entry.ts'
import { joinedStrands, strandOf, type JoinedStrands, type Strand } from './strands.ts'
import { strandEnds } from './texted-starts.ts'

type Of<F extends Envelope, Kind extends AlarmEntry['kind']> = Extract<AlarmEntry<F>, { kind: Kind }>

/** One alarm as its facts tell it; the gates' own reports are not part of it. */
export interface Alarm<F extends Envelope = Envelope> {
  /** The id given by the phone that started first; the incident that the alarm becomes has the same id. */
  id: string
  /** That id, with those of its other starts, see `joinedStrands`: facts about any of them belong to it. */
  ids: readonly string[]
  /** Start by the author's clock (ISO 8601, UTC), and the account of whoever raised it. */
  startedAt: string
  /** When it was started last: who starts it again while it runs starts no other one. */
  raisedAt: string
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
  /** When each person took note of it, by account (ISO 8601, UTC): what their phone showed, and nothing of any gate. */
  received: ReadonlyMap<string, string>
  /** Gates that somebody reports open again. */
  reopened: ReadonlySet<string>
  /** The person looked for: the latest value of each part. Free text stands in the story. */
  description: Omit<Description, 'text'>
  /** Ids of those of its starts that call police alone: their author had started many within the hour. */
  quiet: ReadonlySet<string>
  /** All records, oldest first. */
  story: readonly AlarmEntry<F>[]
}

const streamKind = 'alarm/'

type Known<F extends Envelope> = JoinedStrands<F> & { alarm: Alarm<F> }

/**
 * Follows the alarms of a book: a fact that comes or goes costs the alarm that it belongs to. An alarm of which nothing
 * has changed stays the same object.
 */
export class AlarmFolds<F extends Envelope> {
  readonly #strands = new StreamFolds<F, Strand<F> | null>((facts, stream) =>
    stream.startsWith(streamKind) ? strandOf(facts) : null
  )
  #known = new Map<Strand<F>, Known<F>>()

  /** Returns all alarms and drills, the newest first. @param facts of a book, oldest id first, none twice */
  of(facts: readonly F[]): Alarm<F>[] {
    const told = [...this.#strands.of(facts).values()].filter((strand) => strand !== null)
    told.sort((a, b) => (isEarlier(a.start.fact, b.start.fact) ? -1 : 1))
    const before = this.#known
    this.#known = new Map()
    return joinedStrands(told)
      .map((group) => this.#alarm(group, before.get(group.strands[0]!)))
      .reverse()
  }

  #alarm({ strands, quiet }: JoinedStrands<F>, before: Known<F> | undefined): Alarm<F> {
    const isSame =
      before?.strands.length === strands.length &&
      strands.every((one, i) => one === before.strands[i]) &&
      before.quiet.size === quiet.size &&
      [...quiet].every((id) => before.quiet.has(id))
    const known = isSame ? before : { strands, quiet, alarm: alarmOf({ strands, quiet }) }
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

function alarmOf<F extends Envelope>({ strands, quiet }: JoinedStrands<F>): Alarm<F> {
  const { start } = strands[0]!
  const story = inOrder(strands.flatMap(({ facts }) => facts)).map(alarmEntry<F>)
  const endOf = strandEnds(strands)
  const open = strands.filter((strand) => !endOf(strand)).map(idOf)
  const gates = new Set(strands.flatMap((strand) => orderedBy(strand.start.start)))
  const covered = new Set(strands.flatMap((strand) => strand.start.start.gates))
  const ends = strands.flatMap(({ end }) => end?.fact.at ?? []).sort()
  return {
    id: idOf(strands[0]!),
    ids: strands.map(idOf),
    startedAt: start.fact.at,
    raisedAt: strands.at(-1)!.start.fact.at,
    by: start.account,
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
    quiet,
    story
  }
}

const orderedBy = ({ gates, leftOut = [] }: Of<Envelope, 'start'>['start']) =>
  gates.filter((gate) => !leftOut.includes(gate))

function said<F extends Envelope>(story: readonly AlarmEntry<F>[]) {
  const positions = new Map<string, string>()
  const reopened = new Set<string>()
  const received = new Map<string, string>()
  const description: Omit<Description, 'text'> = {}
  for (const entry of story) {
    const { by } = entry.fact
    if (entry.kind === 'held') positions.set(by, entry.gate)
    if (entry.kind === 'left' && positions.get(by) === entry.gate) positions.delete(by)
    if (entry.kind === 'received' && !received.has(entry.account)) received.set(entry.account, entry.fact.at)
    if (entry.kind === 'reopened') reopened.add(entry.gate)
    if (entry.kind === 'description') {
      const { text: _, ...seen } = entry.description
      Object.assign(description, seen)
    }
  }
  return { positions, received, reopened, description }
}

const idOf = <F extends Envelope>({ start }: Strand<F>) => start.fact.stream.slice(streamKind.length)
