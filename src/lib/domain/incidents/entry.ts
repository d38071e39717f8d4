import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import type { SyncState } from '../stored.ts'
import type { Stage } from './facts.ts'

/** What the story of an incident is made of: a fact, and where it stands between this phone and the server. */
export type Told = Envelope & { sync?: SyncState }

export type Report = FactOf<'incidents.incident-reported'>['body']
export type Photo = FactOf<'incidents.photo-added'>['body']

/**
 * Why a transition does not move the incident: `waits` for the one it follows, which is not here (yet);
 * `disputed`: others follow the same one and say otherwise; `refused` by the server.
 */
export type Doubt = 'waits' | 'disputed' | 'refused'

export interface Transition<F extends Told = Told> {
  kind: 'stage'
  fact: F
  after: string
  to: Stage
  reason: string
}

/** One thing that somebody recorded. `newer`: this build does not know the type yet. */
export type Entry<F extends Told = Told> =
  | { kind: 'report'; fact: F; report: Report }
  | { kind: 'note'; fact: F; text: string }
  | { kind: 'photo'; fact: F; photo: Photo }
  | Transition<F>
  | { kind: 'newer'; fact: F }

/** The same fact is the same entry, so that a screen redraws only what is new. */
const entries = new WeakMap<Told, Entry>()

/** What a fact of an incident's stream says. */
export function entryOf<F extends Told>(fact: F): Entry<F> {
  const known = entries.get(fact)
  if (known) return known as Entry<F>
  const entry = read(fact)
  entries.set(fact, entry)
  return entry
}

function read<F extends Told>(fact: F): Entry<F> {
  const { type, body } = fact
  if (type === 'incidents.incident-reported') return { kind: 'report', fact, report: body as Report }
  if (type === 'incidents.note-added') return { kind: 'note', fact, text: String(body['text']) }
  if (type === 'incidents.photo-added') return { kind: 'photo', fact, photo: body as Photo }
  if (type !== 'incidents.stage-changed' && type !== 'incidents.incident-closed')
    return { kind: 'newer', fact }
  const { after, to, reason } = body as FactOf<
    'incidents.stage-changed' | 'incidents.incident-closed'
  >['body']
  return { kind: 'stage', fact, after, to, reason }
}
