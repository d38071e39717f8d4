import type { Envelope } from '../fact.ts'
import { isId } from '../fact.ts'
import { takenMs, happenedMs, inOrder, openerOf } from '../order.ts'
import { recordingTime } from '../stored.ts'
import { alarmEntry, type AlarmEntry } from './entry.ts'
import { isTexted } from './texted-starts.ts'

type Of<F extends Envelope, Kind extends AlarmEntry['kind']> = Extract<AlarmEntry<F>, { kind: Kind }>

/** An alarm as one phone started it. */
export interface Strand<F extends Envelope> {
  id: string
  start: Of<F, 'start'>
  /** When it was recorded, Unix ms; where the server recorded it for the sender of a text, when they signed that. */
  startMs: number
  /** When it was made: as its author says, but no later than it was recorded; Unix ms. */
  madeMs: number
  /** When the server took its start, Unix ms; Infinity until it has. */
  arrival: number
  end: Of<F, 'end'> | undefined
  facts: readonly F[]
}

const streamKind = 'alarm/'

/**
 * Returns what one stream tells of an alarm; null until its start is here, and for a stream of another kind or without
 * an alarm's id.
 */
export function strandOf<F extends Envelope>(facts: readonly F[], stream: string): Strand<F> | null {
  const id = stream.slice(streamKind.length)
  if (!stream.startsWith(streamKind) || !isId(id)) return null
  const unique = [...new Map(facts.map((fact) => [fact.id, fact])).values()]
  const story = inOrder(unique).map(alarmEntry<F>)
  const start = startIn(story)
  if (!start) return null
  const { fact } = start
  const madeMs = happenedMs(fact)
  return {
    id,
    start,
    startMs: isTexted(fact) ? madeMs : recordingTime(fact),
    madeMs,
    arrival: takenMs(fact),
    end: story.find((entry) => entry.kind === 'end'),
    facts: unique
  }
}

/** Finds the start that opens a stream; while the server has taken none of several, one that is no drill. */
function startIn<F extends Envelope>(story: readonly AlarmEntry<F>[]): Of<F, 'start'> | undefined {
  const starts = story.filter((entry) => entry.kind === 'start')
  const real = starts.filter(({ start }) => start.drill !== true)
  const isTaken = starts.some(({ fact }) => takenMs(fact) < Infinity)
  const fitting = isTaken || real.length === 0 ? starts : real
  const opener = openerOf(fitting.map(({ fact }) => fact))
  return fitting.find(({ fact }) => fact === opener)
}

/** Compares strands as a sorting function does: by when the server took them, then those that it has not, by their recording. */
export function compareStrands<F extends Envelope>(a: Strand<F>, b: Strand<F>): number {
  if (a.arrival !== b.arrival) return a.arrival < b.arrival ? -1 : 1
  if (a.startMs !== b.startMs) return a.startMs - b.startMs
  return a.start.fact.id < b.start.fact.id ? -1 : 1
}
