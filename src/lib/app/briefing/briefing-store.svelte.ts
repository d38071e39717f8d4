import { briefingMs, dayBriefing, type DayBriefing } from '#lib/domain/briefing/briefing.ts'
import { seenBook, type SeenBook } from '#lib/domain/briefing/seen.ts'
import type { Gate } from '#lib/domain/directory/directory.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { AlarmStore, type StoredAlarm } from '../alarms/alarm-store.svelte.ts'
import { gateCounts, statusOf, type StoredGateStatus } from '../gates/gate-statuses.ts'
import { IncidentStore, type IncidentOutline } from '../incidents/incident-store.svelte.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Outcome } from '../notebook/record.ts'
import { StrangerStore } from '../strangers/stranger-store.svelte.ts'

export type StoredBriefing = DayBriefing<IncidentOutline, StoredAlarm>

/** How the unit's gates stand at the end of a briefing, and those that somebody has to see to. */
export interface GatesInBriefing {
  counts: NonNullable<ReturnType<typeof gateCounts>>
  concerns: readonly { gate: Gate; concern: NonNullable<StoredGateStatus['concern']> }[]
}

/** The commander's words that they have read the book. It outlives its screens: no `$derived` here. */
export class BriefingStore {
  readonly #words: Live<StoredFact[]>

  constructor(private readonly parts: BookDeps) {
    this.#words = new Live(parts.streams('briefing'), [])
  }

  /** Returns the commander's word that reaches furthest within the last 24 hours, or null. `now`: Unix ms */
  seen(now: number): SeenBook<StoredFact> | null {
    const last = seenBook(this.#words.current)
    return last && last.until > now - briefingMs ? last : null
  }

  /** Records that this commander has read the book as of `until`, Unix ms. `day`: the commune's ISO day */
  async see(until: number, day: string): Promise<Outcome> {
    const place = { unit: this.parts.unit, book: 'incidents', stream: `briefing/${day}` } as const
    return this.parts.record({
      ...place,
      type: 'incidents.book-seen',
      body: { until: new Date(until).toISOString() }
    })
  }
}

/** Returns the briefing of the 24 hours before `now` (Unix ms); null until the phone's books have been read. */
export function briefingOf(notebook: Notebook, now: number): StoredBriefing | null {
  const [incidents, alarms, strangers] = [
    notebook.open(IncidentStore),
    notebook.open(AlarmStore),
    notebook.open(StrangerStore)
  ]
  if (!incidents.arrived || !alarms.arrived || !strangers.arrived) return null
  return dayBriefing({ incidents: incidents.list, alarms: alarms.all, strangers: strangers.list }, now)
}

/** Returns how the gates stand; null where there are none, or while their records are read. */
export function gatesInBriefing(notebook: Notebook): GatesInBriefing | null {
  const counts = gateCounts(notebook)
  if (!counts || counts.all === 0) return null
  const concerns = [...notebook.directory.gates.values()].flatMap((gate) => {
    const { concern } = statusOf(notebook, gate)
    return concern ? { gate, concern } : []
  })
  return { counts, concerns }
}
