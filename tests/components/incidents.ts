import { IncidentStore } from '#lib/app/incidents/incident-store.svelte.ts'
import type { IncidentOutline } from '#lib/domain/incidents/outline.ts'
import { stored } from './facts.ts'

/** One of many incidents, of different lengths. @param at Unix ms */
export function outlineOf(n: number, at: number, other: Partial<IncidentOutline> = {}): IncidentOutline {
  const category = n % 2 ? 'theft' : 'disorder'
  const text = `Vụ ${n}. ${'Mất hai can dầu. '.repeat(n % 4)}`.trim()
  return {
    id: `${n}`,
    category,
    text,
    place: undefined,
    reportedAt: new Date(at).toISOString(),
    tip: null,
    stage: 'new',
    receiver: undefined,
    open: true,
    dispute: false,
    written: [],
    opening: stored('incidents.incident-reported', `incident/${n}`, { category, text }, at),
    ...other
  }
}

/** The unit's incidents as a phone holds them. */
export class HeldIncidents extends IncidentStore {
  held: readonly IncidentOutline[] = []
  hasArrived = true
  override get list() {
    return this.held
  }
  override get arrived() {
    return this.hasArrived
  }
}
