import { gateLog, type LogEntry } from '#lib/domain/gates/log.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { firstIdAt } from '#lib/domain/uuid.ts'
import { Live } from './live.svelte.ts'
import type { Clock, Store } from './ports.ts'

const week = 7 * 24 * 3_600_000
/** The windows of a log, in weeks of recording: bounded, because an open range reads a gate's whole history. */
const windows = [1, 4, 13, 26, 520]

/** One gate's log on screen, newest first, in growing windows of time. */
export class GateBook {
  #window = $state(0)
  readonly #facts: Live<StoredFact[]>
  readonly entries: LogEntry<StoredFact>[]

  constructor(
    readonly id: string,
    private readonly store: Store,
    private readonly clock: Clock
  ) {
    this.#facts = $derived.by(() => this.#read(windows[this.#window]!))
    this.entries = $derived(gateLog(this.#facts.current).reverse())
  }

  get arrived(): boolean {
    return this.#facts.arrived
  }

  /** False when everything this phone holds of the gate is shown. */
  get hasOlder(): boolean {
    return this.#window < windows.length - 1
  }

  showOlder(): void {
    if (this.hasOlder) this.#window++
  }

  #read(weeks: number): Live<StoredFact[]> {
    return new Live(this.store.stream(`gate/${this.id}`, firstIdAt(this.clock.now() - weeks * week)), [])
  }
}
