import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'
import { idTime } from '../uuid.ts'

type Seen = FactOf<'duty.stranger-seen'>['body']

/** Somebody whom nobody knows, as the facts of one stream tell it. */
export interface Stranger<F extends Envelope = Envelope> {
  id: string
  gate: Seen['gate']
  direction: Seen['direction']
  /** When, Unix ms, and by which account. */
  at: number
  by: string
  photo: Seen['photo']
  /** What was read last; undefined: nobody has read it yet. */
  plate: string | undefined
  /** The incidents it has to do with, in the order of their linking. */
  incidents: readonly string[]
  /** The record that began it. */
  fact: F
  /** Everything recorded, oldest first. */
  story: readonly F[]
}

/** How long a stranger is kept who has to do with no incident, ms. */
export const keptMs = 30 * 24 * 3_600_000

const streamKind = 'stranger/'

/**
 * The strangers of a unit, the newest first: a pure fold, the same in whatever order facts arrived. Whose time was over
 * at `now` (Unix ms) is left out, whether or not the server has removed it yet.
 */
export function strangersIn<F extends Envelope>(facts: readonly F[], now: number): Stranger<F>[] {
  const all = [...streamsOf(facts)].flatMap(([stream, its]) => strangerOf(stream, its) ?? [])
  return all
    .filter((stranger) => keptUntil(stranger) > now)
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
}

/** When it is removed, Unix ms; never once it is linked. */
export function keptUntil({ at, incidents }: Pick<Stranger, 'at' | 'incidents'>): number {
  return incidents.length > 0 ? Infinity : at + keptMs
}

/** Strangers whose time was over at `now` (Unix ms): all records of each, oldest first. */
export function overdue<F extends Envelope>(facts: readonly F[], now: number): F[][] {
  return [...streamsOf(facts)].flatMap(([stream, its]) => {
    const stranger = strangerOf(stream, its)
    const until = stranger ? keptUntil(stranger) : strayUntil(its)
    return until <= now ? [inOrder(its)] : []
  })
}

/** What came late to a stranger who had been removed already goes as if he had been seen then. */
function strayUntil(facts: readonly Envelope[]): number {
  const linked = facts.some(({ type }) => type === 'duty.stranger-linked')
  return linked ? Infinity : Math.max(...facts.map(({ id }) => idTime(id))) + keptMs
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

function strangerOf<F extends Envelope>(stream: string, facts: readonly F[]): Stranger<F> | null {
  const story = inOrder(facts)
  const fact = story.find(({ type }) => type === 'duty.stranger-seen')
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
