import { happenings, noteLimits, type Happening } from '#lib/domain/gates/note.ts'
import { latestReports, type LatestReports } from '#lib/domain/gates/latest-reports.ts'
import { agentHeardAt, powerStatus, type PowerStatus } from '#lib/domain/gates/power.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { foldedUntil } from '../notebook/fact-times.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Draft, Outcome } from '../notebook/record.ts'
import { cleanText } from '../notebook/clean-text.ts'

export { happenings, noteLimits }
export type { Happening }

/** The form of an entry; `at` is null for "now". */
export interface NoteForm {
  what: Happening
  reason: string
  who: string
  at: Date | null
}

/** A form as its author left it. */
export interface NoteDraft {
  what: Happening | ''
  reason: string
  who: string
  /** The field for date and time, '' for "now". */
  time: string
}
const day = 24 * 3_600_000

/**
 * The part of a gate that the first page needs, and the only way to write into its log. The log itself loads with its
 * screen, see `gate-log.svelte.ts`. It outlives screens, so it holds no `$derived`.
 */
export class GateStore {
  readonly #lately: Live<StoredFact[]>
  /** The entry that this phone has just saved, so that the log can point at it. */
  justSaved = $state<string | null>(null)

  constructor(
    readonly id: string,
    private readonly deps: BookDeps
  ) {
    this.#lately = new Live(deps.recent(`gate/${id}`, day), [])
  }

  /** Returns what was recorded within a day: as much as a list of gates can afford to read. */
  get lately(): StoredFact[] {
    return this.#lately.current
  }

  /** Returns the latest records about the gate's state within that day. */
  get latest(): LatestReports<StoredFact> {
    return latestReports(this.#lately.current, foldedUntil(this.deps.clock), this.deps.isDoubtful)
  }

  /** Returns the latest report of its power within that day, or null. */
  get power(): PowerStatus | null {
    return powerStatus(this.#lately.current)
  }

  /** Returns the time of its agent's last entry within that day, Unix ms, or null. */
  get agentHeardAt(): number | null {
    return agentHeardAt(this.#lately.current)
  }

  get latestArrived(): boolean {
    return this.#lately.arrived
  }

  /** Writes an entry; typed text is put into NFC and trimmed first, since keyboards differ. */
  async write({ what, reason, who, at }: NoteForm): Promise<Outcome> {
    const body = { what, reason: cleanText(reason), who: cleanText(who) }
    const place = { unit: this.deps.unit, book: 'gates', stream: `gate/${this.id}` } as const
    const draft: Draft = { ...place, type: 'gates.note-written', body, ...(at && { at: at.toISOString() }) }
    const outcome = await this.deps.record(draft)
    if (outcome.ok) this.justSaved = outcome.fact.id
    return outcome
  }
}

/** The stores of a unit's gates. */
class GateStores {
  readonly #stores = new Map<string, GateStore>()

  constructor(private readonly deps: BookDeps) {}

  /** Returns the store of one gate; the same object for every component that asks. */
  gate(id: string): GateStore {
    const known = this.#stores.get(id)
    if (known) return known
    const store = new GateStore(id, this.deps)
    this.#stores.set(id, store)
    return store
  }
}

export const gateOf = (notebook: Notebook, id: string): GateStore => notebook.open(GateStores).gate(id)
