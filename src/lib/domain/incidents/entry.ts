import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import type { SyncState } from '../stored.ts'
import type { Stage } from './facts.ts'

/** A fact of an incident's story, with the state of its sync. */
export type IncidentFact = Envelope & { sync?: SyncState }

export type IncidentReport = FactOf<'incidents.incident-reported'>['body']
export type Tip = FactOf<'incidents.tip-received'>['body']
type IncidentPhoto = FactOf<'incidents.photo-added'>['body']

/**
 * The reason why a transition does not move the incident: `waits`: the one it follows is not here (yet); `disputed`:
 * others follow the same one and disagree; `ended`: it follows an end, which only the commander may leave; `refused`:
 * by the server.
 */
export type TransitionDoubt = 'waits' | 'disputed' | 'ended' | 'refused'

export interface Transition<F extends IncidentFact = IncidentFact> {
  kind: 'stage'
  fact: F
  after: string
  to: Stage
  reason: string
  /** For a tip handed on: the receiving agency, and the tip's number in the ministry's software. */
  receiver?: string | undefined
  reference?: string | undefined
}

/** One entry of an incident's story. `newer`: this build does not know the type yet. */
export type IncidentEntry<F extends IncidentFact = IncidentFact> =
  | { kind: 'report'; fact: F; report: IncidentReport }
  | { kind: 'tip'; fact: F; tip: Tip }
  | { kind: 'answer'; fact: F; text: string }
  | { kind: 'note'; fact: F; text: string }
  | { kind: 'photo'; fact: F; photo: IncidentPhoto }
  | Transition<F>
  | { kind: 'newer'; fact: F }

/** Caches entries, so that the same fact gives the same entry and a screen redraws only new ones. */
const entries = new WeakMap<IncidentFact, IncidentEntry>()

/** Returns the content of a fact of an incident's stream. */
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
