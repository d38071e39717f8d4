import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import type { SyncState } from '../stored.ts'
import type { Stage } from './facts.ts'

/** What the story of an incident is made of: a fact, and where it stands between this phone and the server. */
export type IncidentFact = Envelope & { sync?: SyncState }

export type IncidentReport = FactOf<'incidents.incident-reported'>['body']
export type Tip = FactOf<'incidents.tip-received'>['body']
export type IncidentPhoto = FactOf<'incidents.photo-added'>['body']

/**
 * Why a transition does not move the incident: `waits` for the one it follows, which is not here (yet);
 * `disputed`: others follow the same one and say otherwise; `ended`: it follows an end, from which only the commander
 * leads; `refused` by the server.
 */
export type TransitionDoubt = 'waits' | 'disputed' | 'ended' | 'refused'

export interface Transition<F extends IncidentFact = IncidentFact> {
  kind: 'stage'
  fact: F
  after: string
  to: Stage
  reason: string
  /** Of a tip handed on: who took it, and its number in the ministry's software. */
  receiver?: string | undefined
  reference?: string | undefined
}

/** One thing that somebody recorded. `newer`: this build does not know the type yet. */
export type IncidentEntry<F extends IncidentFact = IncidentFact> =
  | { kind: 'report'; fact: F; report: IncidentReport }
  | { kind: 'tip'; fact: F; tip: Tip }
  | { kind: 'answer'; fact: F; text: string }
  | { kind: 'note'; fact: F; text: string }
  | { kind: 'photo'; fact: F; photo: IncidentPhoto }
  | Transition<F>
  | { kind: 'newer'; fact: F }

/** The same fact is the same entry, so that a screen redraws only what is new. */
const entries = new WeakMap<IncidentFact, IncidentEntry>()

/** What a fact of an incident's stream says. */
export function incidentEntry<F extends IncidentFact>(fact: F): IncidentEntry<F> {
  const known = entries.get(fact)
  if (known) return known as IncidentEntry<F>
  const entry = read(fact)
  entries.set(fact, entry)
  return entry
}

/** The types that move an incident on. */
type Moving = 'incidents.stage-changed' | 'incidents.incident-closed' | 'incidents.incident-reopened'
const moving: readonly string[] = [
  'incidents.stage-changed',
  'incidents.incident-closed',
  'incidents.incident-reopened'
] satisfies Moving[]

function read<F extends IncidentFact>(fact: F): IncidentEntry<F> {
  const { type, body } = fact
  if (type === 'incidents.incident-reported') return { kind: 'report', fact, report: body as IncidentReport }
  if (type === 'incidents.tip-received') return { kind: 'tip', fact, tip: body as Tip }
  if (type === 'incidents.note-added') return { kind: 'note', fact, text: String(body['text']) }
  if (type === 'incidents.informer-answered')
    return { kind: 'answer', fact, text: String(body['text'] ?? '') }
  if (type === 'incidents.photo-added') return { kind: 'photo', fact, photo: body as IncidentPhoto }
  if (moving.includes(type)) return { ...(body as FactOf<Moving>['body']), kind: 'stage', fact }
  return { kind: 'newer', fact }
}
