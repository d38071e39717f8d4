import type { Envelope } from '../fact.ts'
import { StreamFolds } from '../folds/stream-folds.ts'
import { happenedAt, inOrder } from '../order.ts'
import { alarmEntry, type AlarmEntry, type Description } from './entry.ts'
import { joinedStrands, sameStartMs, type JoinedStrands } from './joined-strands.ts'
import { compareStrands, strandOf, type Strand } from './strands.ts'
import { strandEnds } from './texted-starts.ts'

type Of<F extends Envelope, Kind extends AlarmEntry['kind']> = Extract<AlarmEntry<F>, { kind: Kind }>

/** One alarm as its facts tell it; the gates' own reports are not part of it. */
export interface Alarm<F extends Envelope = Envelope> {
  /**
   * The id given by the phone whose start the server took first, or that recorded it first where it took none; the incident
   * that the alarm becomes has the same id.
   */
  id: string
  /** That id, with those of its other starts, see `joinedStrands`: facts about any of them belong to it. */
  ids: readonly string[]
  /**
   * When it was started (ISO 8601, UTC): as its author says, but no later than it was recorded or taken, nor longer before
   * than a phone keeps it while locked; and the account of whoever raised it.
   */
  startedAt: string
  /** The earliest of its starts within the minutes before that: what was ordered and reported since belongs to it; ISO 8601. */
  beganAt: string
  /** When it was recorded: nobody can have answered it before; ISO 8601. */
  knownAt: string
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

/** How long a locked phone may keep a start before it records it, ms. */
const keptMs = 12 * 3_600_000

type Known<F extends Envelope> = JoinedStrands<F> & { alarm: Alarm<F> }

/**
 * Follows the alarms of a book: a fact that comes or goes costs the alarm that it belongs to. An alarm of which nothing
 * has changed stays the same object.
 */
export class AlarmFolds<F extends Envelope> {
  readonly #strands = new StreamFolds<F, Strand<F> | null>((facts, stream) => strandOf(facts, stream))
  #known = new Map<Strand<F>, Known<F>>()

  /**
   * Returns all alarms and drills, the newest first.
   * @param facts of a book, oldest id first, none twice
   * @param mayClose tells whether somebody may have had a gate closed: see `closersOf`
   */
  of(facts: readonly F[], mayClose: MayClose): Alarm<F>[] {
    const told = [...this.#strands.of(facts).values()].filter((strand) => strand !== null)
    told.sort(compareStrands)
    const before = this.#known
    this.#known = new Map()
    return joinedStrands(told, mayClose)
      .map((group) => this.#alarm(group, before.get(group.strands[0]!)))
      .reverse()
  }

  #alarm(group: JoinedStrands<F>, before: Known<F> | undefined): Alarm<F> {
    const known = before && isSame(group, before) ? before : { ...group, alarm: alarmOf(group) }
    this.#known.set(group.strands[0]!, known)
    return known.alarm
  }
}

type MayClose = (account: string, gate: string) => boolean

const isSame = <F extends Envelope>(a: JoinedStrands<F>, b: JoinedStrands<F>) =>
  a.strands.length === b.strands.length &&
  a.strands.every((one, i) => one === b.strands[i]) &&
  a.gates.every((gates, i) => gates.join() === b.gates[i]!.join()) &&
  a.quiet.size === b.quiet.size &&
  [...a.quiet].every((id) => b.quiet.has(id))

/**
 * Returns all alarms and drills, the newest first: a pure fold, the same whatever the order of arrival. An alarm whose
 * start has not arrived yet is left out.
 * @param folds that have followed the book so far, if any have
 * @param mayClose see `AlarmFolds`; absent: everybody may, until a directory says otherwise
 */
export function alarms<F extends Envelope>(
  facts: readonly F[],
  folds = new AlarmFolds<F>(),
  mayClose: MayClose = () => true
): Alarm<F>[] {
  return folds.of(facts, mayClose)
}

/** Finds the alarm of that id, or the one that it was joined into. */
export function alarmCalled<F extends Envelope>(all: readonly Alarm<F>[], id: string): Alarm<F> | null {
  return all.find(({ ids }) => ids.includes(id)) ?? null
}

function alarmOf<F extends Envelope>({ strands, gates: named, quiet }: JoinedStrands<F>): Alarm<F> {
  const [first] = strands as [Strand<F>]
  const { account, start } = first.start
  const story = inOrder(strands.flatMap(({ facts }) => facts)).map(alarmEntry<F>)
  const endOf = strandEnds(strands)
  const open = strands.filter((strand) => !endOf(strand)).map(({ id }) => id)
  const gates = new Set(strands.flatMap((strand, i) => orderedBy(strand.start.start, named[i]!)))
  const covered = new Set(named.flat())
  const ends = strands.flatMap(({ end }) => (end ? happenedAt(end.fact) : [])).sort()
  const times = strands
    .map(madeAt)
    .filter((ms) => ms >= madeAt(first) - sameStartMs)
    .sort((a, b) => a - b)
  return {
    id: first.id,
    ids: strands.map(({ id }) => id),
    startedAt: iso(madeAt(first)),
    beganAt: iso(times[0]!),
    knownAt: iso(first.startMs),
    raisedAt: iso(times.at(-1)!),
    by: account,
    drill: start.drill === true,
    // An alarm that covers more than the first strand's group has no name of its own.
    group: strands.every((other) => other.start.start.group === start.group) ? start.group : undefined,
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

const iso = (ms: number) => new Date(ms).toISOString()

/** Returns when a start was made, as far as its recording bears it out, Unix ms. */
const madeAt = <F extends Envelope>({ madeMs, startMs }: Strand<F>) => Math.max(madeMs, startMs - keptMs)

const orderedBy = ({ leftOut = [] }: Of<Envelope, 'start'>['start'], gates: readonly string[]) =>
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
    if (entry.kind === 'received' && !received.has(entry.account))
      received.set(entry.account, happenedAt(entry.fact))
    if (entry.kind === 'reopened') reopened.add(entry.gate)
    if (entry.kind === 'description') {
      const { text: _, ...seen } = entry.description
      Object.assign(description, seen)
    }
  }
  return { positions, received, reopened, description }
}
