import type { CommandRecord } from '#lib/domain/gates/command-record.ts'
import { isDone, isLook, wasThere } from '#lib/domain/gates/kinds.ts'
import { needsReview } from '#lib/domain/gates/reviews.ts'
import { fullLog } from '#lib/domain/gates/full-log.ts'
import { atOf, gateLog, type FullLogEntry, type LogEntry } from '#lib/domain/gates/log.ts'
import { logRuns, spanOf, type LogRun } from '#lib/domain/gates/look-runs.ts'
import { lastNight, lastNightMs, type NightPassage } from '#lib/domain/gates/last-night.ts'
import type { Schedule } from '#lib/domain/gates/schedule.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { firstValue } from '../notebook/first-value.ts'
import type { GateStore } from './gate-store.svelte.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Source } from '#lib/ports/ports.ts'

export { atOf, isDone, logRuns, needsReview, spanOf, wasThere }
/** Entries that stand in one row of a log. */
export type LogRow = LogRun<StoredFact>

const week = 7 * 24 * 3_600_000
/** The windows of a log, in weeks of recording: bounded, because an open range reads a gate's whole history. */
const windows = [1, 4, 13, 26, 520]

/** The number of rows that a screen shows at first and adds on request: each costs a cheap phone time at every save. */
const firstPage = 20
const nextPage = 100

/** One gate's log on screen, newest first, in growing windows of time. It outlives screens, so it holds no `$derived`. */
export class GateLog {
  #window = 0
  #length = $state(firstPage)
  #older = $state(true)
  #reading = false
  #shown: Live<StoredFact[]>
  /** The next window while it is being read; the old one stays on screen until it has arrived. */
  #wider = $state.raw<Live<StoredFact[]> | null>(null)

  constructor(
    readonly id: string,
    private readonly parts: Pick<BookDeps, 'recent' | 'directory'>
  ) {
    this.#shown = new Live(this.#source(windows[0]! * week), [])
  }

  /** The entries of the rows that are shown: no run of looks is cut, or its row would tell a wrong number. */
  get entries(): FullLogEntry<StoredFact>[] {
    return logRuns(this.#read).slice(0, this.#length).flat()
  }

  get arrived(): boolean {
    return this.#facts.arrived
  }

  /** Tells whether there may be older entries; false when everything that this phone holds of the gate is shown. */
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
      if ((await firstValue(this.#source(back))).length === known && this.#window < windows.length - 1)
        continue
      this.#shown = this.#facts
      this.#wider = new Live(this.#source(back), [])
      break
    }
    this.#older = this.#window < windows.length - 1
    this.#reading = false
  }

  get #read(): FullLogEntry<StoredFact>[] {
    return fullLog(this.#facts.current, this.parts.directory().gateEntries.get(this.id)).reverse()
  }

  /** Tells whether more has been read than the screen shows. */
  get #unshown(): boolean {
    return logRuns(this.#read).length > this.#length
  }

  get #facts(): Live<StoredFact[]> {
    return this.#wider?.arrived ? this.#wider : this.#shown
  }

  /** Reads what was recorded within the last `back` ms. */
  #source(back: number): Source<StoredFact[]> {
    return this.parts.recent(`gate/${this.id}`, back)
  }
}

/** The logs of a unit's gates. */
export class GateLogs {
  readonly #logs = new Map<string, GateLog>()
  readonly #nights = new Map<string, Live<StoredFact[]>>()

  constructor(private readonly parts: BookDeps) {}

  /** Returns the log of one gate; the same object for every component that asks. */
  of(gate: string): GateLog {
    const known = this.#logs.get(gate)
    if (known) return known
    const log = new GateLog(gate, this.parts)
    this.#logs.set(gate, log)
    return log
  }

  /** Returns last night's passage at one gate; null: none. @param schedule see `lastNight` */
  lastNight(gate: string, schedule: Schedule | null): NightPassage | null {
    const known = this.#nights.get(gate)
    const facts = known ?? new Live<StoredFact[]>(this.parts.recent(`gate/${gate}`, lastNightMs), [])
    this.#nights.set(gate, facts)
    return lastNight(facts.current, this.parts.clock.now(), schedule)
  }
}

/** Finds one command in what was recorded within a day. */
export function commandIn(
  { lately }: Pick<GateStore, 'lately'>,
  command: string
): CommandRecord<StoredFact> | undefined {
  for (const entry of gateLog(lately))
    if (entry.kind === 'command' && entry.course.command === command) return entry.course
  return undefined
}

/** Returns who put off a gate's closing until that time, Unix ms, as recorded within a day; null: not known. */
export function postponedBy({ lately }: Pick<GateStore, 'lately'>, until: number): string | null {
  const entry = gateLog(lately).findLast(
    (one) =>
      one.kind === 'command' &&
      one.course.action === 'POSTPONE' &&
      one.course.outcome === 'completed' &&
      Date.parse(one.course.told.until ?? '') === until
  )
  return entry?.kind === 'command' ? entry.course.actor : null
}

/**
 * Returns the last entry recorded within a day. That somebody looked at the picture is none: it tells nothing of the
 * gate, and would hide what does.
 * @param isSilent whether nothing is known of the gate now: that it could be reached again once would contradict it
 */
export function latestOf(
  { lately }: Pick<GateStore, 'lately'>,
  isSilent = false
): LogEntry<StoredFact> | undefined {
  const isReached = (entry: LogEntry) => entry.kind === 'report' && entry.event.kind === 'online'
  return gateLog(lately).findLast((entry) => !isLook(entry) && !(isSilent && isReached(entry)))
}
