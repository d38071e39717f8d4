import { beginningOf } from '../handover/charge.ts'
import type { StoredFact } from '../stored.ts'
import type { IncidentEntry } from './entry.ts'
import { incident, type Incident } from './incident.ts'

/** One incident as lists and desks show it: what is left of its fold without its story. JSON. */
export interface IncidentOutline extends Pick<
  Incident,
  'id' | 'category' | 'text' | 'place' | 'reportedAt' | 'tip' | 'stage' | 'receiver' | 'open'
> {
  /** Whether somebody has to compare transitions that differ. */
  dispute: boolean
  /** Texts that people wrote in its story: a search looks there too. */
  written: string[]
  /** The record that began it, without what it says: it tells who is in charge. */
  opening: StoredFact
}

/** Outlines an incident from the facts of its stream, see `incident`; null: its report is not here. */
export function incidentOutline(facts: readonly StoredFact[]): IncidentOutline | null {
  const own = facts.filter(({ book }) => book === 'incidents')
  const told = incident(own)
  if (!told) return null
  const { id, category, text, place, reportedAt, tip, stage, receiver, open, dispute, story } = told
  return {
    id,
    category,
    text,
    place,
    reportedAt,
    tip,
    stage,
    receiver,
    open,
    dispute: dispute !== null,
    written: story.flatMap(writtenIn).filter((one) => one !== undefined),
    opening: { ...beginningOf(own)!, body: {}, sig: '' }
  }
}

function writtenIn(entry: IncidentEntry): (string | undefined)[] {
  if (entry.kind === 'note' || entry.kind === 'answer') return [entry.text]
  return entry.kind === 'stage' ? [entry.reason, entry.reference] : []
}
