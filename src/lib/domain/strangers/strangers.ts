import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { inOrder, openerOf } from '../order.ts'
import { StreamFolds } from '../folds/stream-folds.ts'
import { idTime } from '../uuid.ts'

type Seen = FactOf<'duty.stranger-seen'>['body']

/** An unknown person, as the facts of one stream describe them. */
export interface Stranger<F extends Envelope = Envelope> {
  id: string
  gate: Seen['gate']
  direction: Seen['direction']
  /** Time, Unix ms, and the author's account. */
  at: number
  by: string
  photo: Seen['photo']
  /** The latest reading; undefined: nobody has read it yet. */
  plate: string | undefined
  /** The linked incidents, in the order of their linking. */
  incidents: readonly string[]
  /** The record that reported them: see `openerOf`. */
  fact: F
  /** All records, oldest first. */
  story: readonly F[]
}

/** A stranger as lists show them: without their records. JSON; `photo` tells only whether there is one. */
export type StrangerOutline = Omit<Stranger, 'photo' | 'fact' | 'story'> & { photo: unknown }

/** How long a stranger who is linked to no incident is kept, ms. */
export const keptMs = 30 * 24 * 3_600_000

const streamKind = 'stranger/'

/**
 * Returns the strangers of a unit, the newest first: a pure fold, the same whatever the order of arrival. Those whose
 * retention period was over at `now` (Unix ms) are left out, whether or not the server has removed them yet.
 * @param folds that have followed these facts so far, if any have
 */
export function strangersIn<F extends Envelope>(
  facts: readonly F[],
  now: number,
  folds = strangerFolds<F>()
): Stranger<F>[] {
  const all = [...folds.of(facts).values()].filter((stranger) => stranger !== null)
  return all.filter((stranger) => keptUntil(stranger) > now).sort(lastSeenFirst)
}

type Placed = Pick<Stranger, 'at' | 'id'>

/** Compares strangers as a sorting function does: the newest first. */
export const lastSeenFirst = (a: Placed, b: Placed): number => b.at - a.at || (a.id < b.id ? 1 : -1)

/** Folds strangers stream by stream; null: nobody was seen yet, or the stream is about something else. */
export const strangerFolds = <F extends Envelope>() =>
  new StreamFolds<F, Stranger<F> | null>((facts, stream) =>
    stream.startsWith(streamKind) ? strangerOf(stream, facts) : null
  )

/** Returns when a stranger is to be removed, Unix ms; Infinity once they are linked. */
export function keptUntil({ at, incidents }: Pick<Stranger, 'at' | 'incidents'>): number {
  return incidents.length > 0 ? Infinity : at + keptMs
}

/** Returns the strangers whose retention period was over at `now` (Unix ms): all records of each, oldest first. */
export function overdue<F extends Envelope>(facts: readonly F[], now: number): F[][] {
  return [...streamsOf(facts)].flatMap(([stream, its]) => {
    const stranger = strangerOf(stream, its)
    const until = stranger ? keptUntil(stranger) : strayUntil(its)
    return until <= now ? [inOrder(its)] : []
  })
}

/**
 * Returns when late records about a stranger who was already removed are to be removed themselves: as if the stranger
 * had been seen at the time of the latest record.
 */
function strayUntil(facts: readonly Envelope[]): number {
  const linked = facts.some(({ type }) => type === 'duty.stranger-linked')
  // One author may write more of them than a call takes arguments.
  const latest = facts.reduce((ms, { id }) => Math.max(ms, idTime(id)), 0)
  return linked ? Infinity : latest + keptMs
}

function streamsOf<F extends Envelope>(facts: readonly F[]): Map<string, F[]> {
  const byStream = new Map<string, F[]>()
  for (const fact of facts) {
    if (!fact.stream.startsWith(streamKind)) continue
    const others = byStream.get(fact.stream)
    if (others) others.push(fact)
    else byStream.set(fact.stream, [fact])
  }
  return byStream
}

/** Outlines a stranger from the facts of one stream; null: nobody was seen yet. */
export function strangerOutline(facts: readonly Envelope[], stream: string): StrangerOutline | null {
  const told = strangerOf(stream, facts)
  if (!told) return null
  const { photo, fact: _, story: __, ...outline } = told
  return { ...outline, photo: photo !== undefined }
}

/** Folds the facts of one stream into a stranger; null: nobody was seen yet. */
export function strangerOf<F extends Envelope>(stream: string, facts: readonly F[]): Stranger<F> | null {
  const story = inOrder(facts)
  const fact = openerOf(story.filter(({ type }) => type === 'duty.stranger-seen'))
  if (!fact) return null
  const seen = fact.body as Seen
  const linked = story.filter(({ type }) => type === 'duty.stranger-linked')
  return {
    id: stream.slice(streamKind.length),
    gate: seen.gate,
    direction: seen.direction,
    at: Date.parse(fact.at),
    by: fact.by,
    photo: seen.photo,
    plate: plateIn(story) ?? seen.plate,
    incidents: [...new Set(linked.map(({ body }) => String(body['incident'])))],
    fact,
    story
  }
}

function plateIn(story: readonly Envelope[]): string | undefined {
  const read = story.findLast(({ type }) => type === 'duty.plate-read')
  return read && String(read.body['plate'])
}
