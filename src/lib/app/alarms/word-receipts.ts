import type { GateInAlarm } from '#lib/domain/alarms/timeline.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { StoredAlarm } from './alarm-store.svelte.ts'

/** Holds what a receipt is written of: an alarm that runs, with what this phone knows of its gates. */
export interface HeardAlarm extends Pick<StoredAlarm, 'id' | 'heard'> {
  gates: readonly Pick<GateInAlarm, 'said'>[]
}

/** Least time between two receipts of one alarm, ms: somebody may change their word again and again. */
const restMs = 5_000

/** Writes by itself, on a commander's phone, that the words of people at the gates of an alarm have arrived. */
export class WordReceipts {
  readonly #latest = new Map<string, HeardAlarm>()
  readonly #resting = new Set<string>()
  readonly #written = new Set<string>()

  constructor(private readonly parts: Pick<BookDeps, 'unit' | 'account' | 'recordUnasked'>) {}

  /** Writes a receipt of the words that no commander's phone has acknowledged yet; at once, or after a rest. */
  take(alarm: HeardAlarm): void {
    this.#latest.set(alarm.id, alarm)
    if (!this.#resting.has(alarm.id)) void this.#write(alarm.id)
  }

  async #write(id: string): Promise<void> {
    const words = this.#unacknowledged(this.#latest.get(id)!)
    if (words.length === 0) return
    this.#resting.add(id)
    setTimeout(() => {
      this.#resting.delete(id)
      void this.#write(id)
    }, restMs)
    const { unit, recordUnasked } = this.parts
    const place = { unit, book: 'duty', stream: `alarm/${id}` } as const
    const outcome = await recordUnasked({ ...place, type: 'duty.words-received', body: { words } })
    if (outcome.ok) for (const word of words) this.#written.add(word)
  }

  #unacknowledged({ gates, heard }: HeardAlarm): string[] {
    const words = gates.flatMap(({ said }) => said?.fact ?? [])
    return words
      .filter(({ id, by }) => by !== this.parts.account && !heard.has(id) && !this.#written.has(id))
      .map(({ id }) => id)
  }
}
