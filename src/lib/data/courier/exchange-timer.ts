import type { Auditor } from './audit/auditor.ts'
import type { Backoff } from './backoff.ts'
import type { Scheduler } from './scheduler.ts'

export interface ExchangeTimerDeps {
  scheduler: Scheduler
  backoff: Backoff
  auditor: Pick<Auditor, 'dueAt'>
  /** Unix ms, corrected by the server. */
  now(): number
  /** Tells whether a bell would ring if something changed. */
  belled(): boolean
  /** Runs when the next exchange is due. */
  due(): void
}

/** Schedules the exchanges that nobody asks for. */
export class ExchangeTimer {
  #cancel = () => {}
  #stopped = false

  constructor(private readonly deps: ExchangeTimerDeps) {}

  /** Schedules the next exchange for whichever is due first: a poll, or an audit unless the server is failing. */
  setNext(): void {
    const { scheduler, backoff, auditor, now, belled } = this.deps
    const pause = backoff.next(scheduler, belled())
    const { dueAt } = auditor
    const audit = dueAt === null || backoff.failing ? pause : Math.max(0, dueAt - now())
    this.set(Math.min(pause, audit))
  }

  /** Schedules the next exchange in `ms`, replacing any scheduled before. */
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
