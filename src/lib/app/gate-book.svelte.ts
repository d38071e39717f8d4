import { happenings, noteLimits, type Happening } from '#lib/domain/gates/note.ts'
import { lastWord, type LastWord, type Standing } from '#lib/domain/gates/last-word.ts'
import { gateLog, type LogEntry } from '#lib/domain/gates/log.ts'
import { agentHeardAt, toldPower, type ToldPower } from '#lib/domain/gates/power.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { firstIdAt, idTime } from '#lib/domain/uuid.ts'
import type { Drafts } from './drafts.ts'
import { Live } from './live.svelte.ts'
import type { Clock, Source } from './ports.ts'
import type { Draft, Outcome } from './record.ts'
import { typed } from './typed.ts'

export { happenings, noteLimits }
export type { Happening, Standing }

/** What the form of an entry holds; `at` is null for "now". */
export interface NoteForm {
  what: Happening
  reason: string
  who: string
  at: Date | null
}

/** A form as somebody left it. */
export interface NoteDraft {
  what: Happening | ''
  reason: string
  who: string
  /** The field of day and hour, '' for "now". */
  time: string
}
export interface GateBookParts {
  unit: string
  drafts: Drafts
  /** The gate's stream as folds may see it. */
  stream(fromId: string): Source<StoredFact[]>
  clock: Pick<Clock, 'now'>
  record(draft: Draft): Promise<Outcome>
}

const day = 24 * 3_600_000
const week = 7 * day
/** The windows of a log, in weeks of recording: bounded, because an open range reads a gate's whole history. */
const windows = [1, 4, 13, 26, 520]

/** How many entries a screen shows at first, and how many more when asked: each costs a cheap phone time at every save. */
const firstPage = 20
const nextPage = 100

/**
 * One gate's log on screen, newest first, in growing windows of time. It outlives the screens that read it,
 * so it holds no `$derived`: one made inside a component falls still when that component leaves.
 */
export class GateBook {
  #window = 0
  #length = $state(firstPage)
  #older = $state(true)
  #reading = false
  #shown: Live<StoredFact[]>
  /** The next window while it is being read; until it has arrived the old one stays on screen. */
  #wider = $state.raw<Live<StoredFact[]> | null>(null)
  readonly #lately: Live<StoredFact[]>
  /** The entry this phone has just saved, so that the log can point at it. */
  justSaved = $state<string | null>(null)

  constructor(
    readonly id: string,
    private readonly parts: GateBookParts
  ) {
    this.#shown = new Live(this.#source(windows[0]! * week), [])
    this.#lately = new Live(this.#source(day), [])
  }

  get entries(): LogEntry<StoredFact>[] {
    return gateLog(this.#facts.current).reverse().slice(0, this.#length)
  }

  /** The last entry recorded within a day: what a list of gates can afford to read. */
  get latest(): LogEntry<StoredFact> | undefined {
    return gateLog(this.#lately.current).at(-1)
  }

  /** What was said of how the gate stands within that day, or null. */
  get word(): LastWord<StoredFact> | null {
    return lastWord(gateLog(this.#lately.current))
  }

  /** What was written of its power within that day, or null. */
  get power(): ToldPower | null {
    return toldPower(this.#lately.current)
  }

  /** When its agent last wrote within that day, Unix ms, or null. */
  get agentHeardAt(): number | null {
    return agentHeardAt(this.#lately.current)
  }

  get arrived(): boolean {
    return this.#facts.arrived
  }

  get latestArrived(): boolean {
    return this.#lately.arrived
  }

  /** What was typed for this gate and not yet saved. */
  get draft(): NoteDraft | undefined {
    return this.parts.drafts.get<NoteDraft>(this.#form)
  }
  set draft(draft: NoteDraft) {
    this.parts.drafts.set(this.#form, draft)
  }

  /** False when everything this phone holds of the gate is shown. */
  get hasOlder(): boolean {
    return this.#unshown || this.#older
  }

  /** Shows more of what was read, or reads further back until something older turns up. */
  async showOlder(): Promise<void> {
    const unshown = this.#unshown
    this.#length += nextPage
    if (unshown || this.#reading) return
    this.#reading = true
    const known = this.#facts.current.length
    while (this.#window < windows.length - 1) {
      const back = windows[++this.#window]! * week
      if ((await firstOf(this.#source(back))).length === known && this.#window < windows.length - 1) continue
      this.#shown = this.#facts
      this.#wider = new Live(this.#source(back), [])
      break
    }
    this.#older = this.#window < windows.length - 1
    this.#reading = false
  }

  /** Writes an entry; typed text is put into NFC and trimmed first, since keyboards differ. */
  async write({ what, reason, who, at }: NoteForm): Promise<Outcome> {
    const body = { what, reason: typed(reason), who: typed(who) }
    const place = { unit: this.parts.unit, book: 'gates', stream: `gate/${this.id}` } as const
    const draft: Draft = { ...place, type: 'gates.note-written', body, ...(at && { at: at.toISOString() }) }
    const outcome = await this.parts.record(draft)
    if (outcome.ok) {
      this.justSaved = outcome.fact.id
      this.parts.drafts.delete(this.#form)
    }
    return outcome
  }

  get #form(): string {
    return `gate/${this.id}`
  }

  /** Is more read already than the screen shows? */
  get #unshown(): boolean {
    return this.#facts.current.length > this.#length
  }

  get #facts(): Live<StoredFact[]> {
    return this.#wider?.arrived ? this.#wider : this.#shown
  }

  /** What was recorded within the last `back` ms. */
  #source(back: number): Source<StoredFact[]> {
    return this.parts.stream(firstIdAt(this.parts.clock.now() - back))
  }
}

/** When an entry was recorded, Unix ms; `at` is when it happened. */
export const recordedAt = (fact: { id: string }) => idTime(fact.id)

function firstOf<T>(source: Source<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const subscription = source.subscribe({
      next(value) {
        resolve(value)
        queueMicrotask(() => subscription.unsubscribe())
      },
      error: reject
    })
  })
}
