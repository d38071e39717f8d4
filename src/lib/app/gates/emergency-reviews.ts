import type { CommandRecord } from '#lib/domain/gates/command-record.ts'
import { gateLog, type LogEntry } from '#lib/domain/gates/log.ts'
import { toReview } from '#lib/domain/gates/reviews.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Outcome } from '../notebook/record.ts'

type Told = Extract<LogEntry<StoredFact>, { kind: 'command' }>

/** How long an emergency opening waits for the commander on their first page, ms: bounded, like every read of a log. */
const lookback = 31 * 24 * 3_600_000

/** The emergency openings of a unit's motor gates, and the commander's confirmation that they reviewed them. */
export class EmergencyReviews {
  readonly #gates = new Map<string, Live<StoredFact[]>>()

  constructor(private readonly parts: BookDeps) {}

  arrived(gate: string): boolean {
    return this.#facts(gate).arrived
  }

  /** Returns the openings that wait for a review, oldest first. */
  waiting(gate: string): CommandRecord<StoredFact>[] {
    return toReview(this.#facts(gate).current)
  }

  /** Returns one command of that gate, reviewed or not. */
  find(gate: string, command: string): Told | undefined {
    const log = gateLog(this.#facts(gate).current).filter((entry) => entry.kind === 'command')
    return log.find(({ course }) => course.command === command)
  }

  /** Records the commander's review: it no longer waits on anybody's page. */
  review(gate: string, command: string): Promise<Outcome> {
    const place = { unit: this.parts.unit, book: 'gates', stream: `gate/${gate}` } as const
    return this.parts.record({ ...place, type: 'gates.emergency-reviewed', body: { command } })
  }

  #facts(gate: string): Live<StoredFact[]> {
    const known = this.#gates.get(gate)
    if (known) return known
    const facts = new Live(this.parts.recent(`gate/${gate}`, lookback), [])
    this.#gates.set(gate, facts)
    return facts
  }
}
