import { lockInLog, type LoggedLock } from '#lib/domain/gates/lock-in-log.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { GateControl } from '../gates/gate-control.svelte.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { Live } from '../notebook/live.svelte.ts'

/** How far back the log is asked for a lock, ms: bounded, like every read of a log. */
const lookback = 31 * 24 * 3_600_000

/** Tells whether this phone recorded a fact. */
const isOwn = ({ sync }: StoredFact): boolean => sync === 'pending' || sync === 'sent'

/**
 * The locks of a unit's motor gates: as each gate reports its own, and while it is not heard, as the log on this phone left
 * it. It outlives screens, so it holds no `$derived`.
 */
export class GateLocks {
  readonly #logs = new Map<string, Live<StoredFact[]>>()

  constructor(private readonly parts: BookDeps) {}

  /** Returns a gate's lock; null: it has none, as far as is known. */
  of(control: Pick<GateControl, 'id' | 'state'>): LoggedLock | null {
    const { id, state } = control
    return state ? state.lock : lockInLog(this.#log(id), this.parts.isDoubtful, isOwn)
  }

  #log(gate: string): readonly StoredFact[] {
    const known = this.#logs.get(gate)
    if (known) return known.current
    const log = new Live<StoredFact[]>(this.parts.recent(`gate/${gate}`, lookback), [])
    this.#logs.set(gate, log)
    return log.current
  }
}
