import type { Auditor } from './audit/auditor.ts'
import type { Backoff } from './backoff.ts'
import type { Scheduler } from './scheduler.ts'

export interface ExchangeTimerDeps {
  scheduler: Scheduler
  backoff: Backoff
  auditor: Pick<Auditor, 'dueAt'>
  /** Unix ms put right by the server. */
  now(): number
  /** Would a bell ring if something changed? */
  belled(): boolean
  /** Runs when the next exchange is due. */
  due(): void
}

/** Sets the time of the next exchange that nobody asks for. */
export class ExchangeTimer {
  #cancel = () => {}
  #stopped = false

  constructor(private readonly deps: ExchangeTimerDeps) {}

  /** Sets the next exchange by what is due first: the next look at the server, or an audit unless the server fails. */
  setNext(): void {
    const { scheduler, backoff, auditor, now, belled } = this.deps
    const pause = backoff.next(scheduler, belled())
    const { dueAt } = auditor
    const audit = dueAt === null || backoff.failing ? pause : Math.max(0, dueAt - now())
    this.set(Math.min(pause, audit))
  }

  /** Sets the next exchange in `ms`, in place of any set before. */
  set(ms: number): void {
    this.cancel()
    if (!this.#stopped) this.#cancel = this.deps.scheduler.after(ms, this.deps.due)
  }

  cancel(): void {
    this.#cancel()
  }

  stop(): void {
    this.#stopped = true
    this.cancel()
  }
}
