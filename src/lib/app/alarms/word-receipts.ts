import { maxAlarmGates } from '#lib/domain/alarms/facts.ts'
import { isHeard } from '#lib/domain/alarms/words-on-gates.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { AlarmPage } from './alarm-page.svelte.ts'

/** Holds what a receipt is written of: an alarm that runs, with what this phone knows of its gates. */
export type HeardAlarm = Pick<AlarmPage, 'id' | 'heard'> & {
  gates: readonly Pick<AlarmPage['gates'][number], 'words'>[]
}

/** Least time between two receipts of one alarm, ms: somebody may change their word again and again. */
const restMs = 5_000

/** Writes by itself, on a commander's phone, that the words of people at the gates of an alarm have arrived. */
export class WordReceipts {
  readonly #latest = new Map<string, HeardAlarm>()
  readonly #resting = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #written = new Set<string>()

  constructor(private readonly parts: Pick<BookDeps, 'unit' | 'account' | 'recordUnasked'>) {}

  /** Writes a receipt of the words that no commander's phone has acknowledged yet; at once, or after a rest. */
  take(alarm: HeardAlarm): void {
    this.#latest.set(alarm.id, alarm)
    if (!this.#resting.has(alarm.id)) this.#write(alarm.id)
  }

  /** Writes nothing more until an alarm is taken again: the notebook closes. */
  stop(): void {
    for (const timer of this.#resting.values()) clearTimeout(timer)
    this.#resting.clear()
  }

  #write(id: string): void {
    const words = this.#unacknowledged(this.#latest.get(id)!)
    if (words.length === 0) return
    const goOn = () => {
      this.#resting.delete(id)
      this.#write(id)
    }
    this.#resting.set(id, setTimeout(goOn, restMs))
    const { unit, recordUnasked } = this.parts
    const place = { unit, book: 'duty', stream: `alarm/${id}` } as const
    // Leaves one that cannot be written now for after the rest.
    recordUnasked({ ...place, type: 'duty.words-received', body: { words } }).then(
      ({ ok }) => ok && words.forEach((word) => this.#written.add(word)),
      () => {}
    )
  }

  /** Returns the latest word of each person on each gate that nobody has acknowledged: their own phone may know of no later one. */
  #unacknowledged({ gates, heard }: HeardAlarm): string[] {
    const latest = gates.flatMap(({ words }) => [
      ...new Map(words.map((said) => [said.fact.by, said])).values()
    ])
    return latest
      .filter(({ fact: { by } }) => by !== this.parts.account)
      .filter((said) => !isHeard(said, heard) && !isHeard(said, this.#written))
      .map(({ fact }) => fact.id)
      .slice(0, maxAlarmGates)
  }
}
