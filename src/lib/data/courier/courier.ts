import type { CourierReport } from '#lib/ports/courier.ts'
import { abortedBy, type Http } from '../http/http.ts'
import type { OpenChannel, StealableLocks } from '../tabs.ts'
import { Auditor } from './audit/auditor.ts'
import { Backoff } from './backoff.ts'
import { BellWatch } from './bell/bell-watch.ts'
import type { Bell, BellHandlers } from './bell/bell.ts'
import { exchange, type ExchangeEnd, type ExchangeDeps } from './exchange.ts'
import { ExchangeTimer } from './exchange-timer.ts'
import { Leadership } from './tabs/leadership.ts'
import { accessOf, isOutdatedAfter, reportOf, Reports } from './reports.ts'
import type { Scheduler } from './scheduler.ts'
import { TabRings } from './tabs/tab-rings.ts'

export interface CourierDeps extends Omit<
  ExchangeDeps,
  'absentUntil' | 'hurried' | 'moved' | 'auditor' | 'urgent'
> {
  /** Opens the bell of the leading tab, once it has reached the server. @throws when its code cannot be loaded now */
  openBell?(handlers: BellHandlers): Promise<Bell>
  scheduler: Scheduler
  locks: StealableLocks
  openChannel: OpenChannel
}

/** Time for the screen of a saved fact to draw before the exchange goes on, ms. */
const afterSave = 150
/** The longest that photo uploads may delay fetching what is new, ms. */
const carrySpan = 20_000
/** The first and the longest pause before asking again whether this device is approved, ms. */
const waitsFrom = 1_000
const waitsTo = 30_000

/**
 * Exchanges with the server for one account on this phone: the leading tab does it, the others ring it and show its
 * report.
 */
export class PhoneCourier {
  readonly report = new Reports()
  readonly #stopping = new AbortController()
  readonly #stopListening: () => void
  readonly #leadership: Leadership
  readonly #rings: TabRings
  readonly #bells: BellWatch
  readonly #timer: ExchangeTimer
  readonly #backoff: Backoff
  readonly #auditor: Auditor
  #running: Promise<void> | null = null
  #queued: Promise<void> | null = null
  /** True when the next exchange must ask for everything. */
  #whole = true
  #urgent = new AbortController()
  #waitPause = waitsFrom
  /** Settles when no save is under way: then requests go out and answers are handled. */
  #way = Promise.resolve()

  readonly #deps: CourierDeps & ExchangeDeps

  constructor(deps: CourierDeps) {
    const { scheduler, locks, openChannel } = deps
    const http = abortedBy(deps.http, this.#stopping.signal)
    const fetch: Http['fetch'] = (...request) => this.#whenClear(() => http.fetch(...request))
    const status = () => this.#whenClear(() => deps.session.status(this.#stopping.signal))
    this.#auditor = new Auditor(() => scheduler.chance())
    this.#backoff = new Backoff(http.now)
    this.#deps = {
      ...deps,
      absentUntil: new Map(),
      http: { ...http, fetch },
      told: (coming) => {
        if (this.#leads) this.#tell({ ...this.report.current, coming })
      },
      session: { status },
      auditor: this.#auditor
    }
    const name = `courier ${deps.identity.account}`
    this.#leadership = new Leadership({
      name,
      locks,
      stopping: this.#stopping.signal,
      began: () => void this.ring(),
      lost: () => {
        this.#bells.drop()
        deps.store.relieved()
      },
      settled: () => this.#running ?? Promise.resolve()
    })
    this.#rings = new TabRings({
      name,
      openChannel,
      scheduler,
      leadership: this.#leadership,
      rung: (audit, byHand) => {
        if (audit) this.#auditor.wanted = true
        void this.ring(byHand)
      },
      report: () => this.report.current,
      reported: (report) => this.report.set(report)
    })
    this.#bells = new BellWatch({
      openBell: deps.openBell,
      leads: () => this.#leads,
      opened: () => void this.ring(),
      lost: () => {
        if (!this.#running) this.#timer.setNext()
      },
      rung: () => void this.#go()
    })
    this.#timer = new ExchangeTimer({
      scheduler,
      backoff: this.#backoff,
      auditor: this.#auditor,
      now: http.now,
      belled: () => this.#bells.connected,
      due: () => {
        if (!this.#leads) this.#timer.setNext()
        void this.ring()
      }
    })
    this.#leadership.stand()
    this.#stopListening = scheduler.onWake(() => void this.ring())
    this.#rings.greet()
    this.#timer.setNext()
  }

  /** Exchanges now. @param byHand ignores the backoff */
  ring(byHand = false): Promise<void> {
    if (this.#stopping.signal.aborted) return Promise.resolve()
    if (!this.#leads) return this.#rings.ring({ audit: false, byHand })
    if (byHand) this.#backoff.lift()
    this.#whole = true
    return this.#go()
  }

  /** Audits all databases now. @returns false when that failed */
  async audit(): Promise<boolean> {
    const before = this.report.current.audit?.at
    const isDone = () => this.report.current.audit?.at !== before
    if (!this.#leads) {
      // The first answer may belong to an exchange that was already running.
      for (let turn = 0; turn < 2 && !isDone(); turn++) await this.#rings.ring({ audit: true, byHand: true })
      return isDone()
    }
    this.#auditor.wanted = true
    this.#backoff.lift()
    while (this.#auditor.wanted && this.#leads && !this.#stopping.signal.aborted) await this.ring()
    return isDone()
  }

  giveWayTo(saving: Promise<unknown>): void {
    const drawn = saving
      .catch(() => {})
      .then(() => new Promise<void>((resolve) => void this.#deps.scheduler.after(afterSave, resolve)))
    const before = this.#way
    this.#way = drawn.then(() => before)
    void this.#way.then(() => this.ring())
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#timer.stop()
    this.#stopListening()
    this.#rings.answer()
    await this.#leadership.over()
    await this.#bells.stop()
    this.#rings.close()
  }

  /** Asks, and hands the answer on, while no save is under way and this tab still leads. */
  async #whenClear<T>(ask: () => Promise<T>): Promise<T> {
    await this.#way
    this.#demandLead()
    const answer = await ask()
    await this.#way
    this.#demandLead()
    return answer
  }

  /** Throws in a tab that was frozen and has lost the lead meanwhile, so that it abandons its exchange. */
  #demandLead(): void {
    if (!this.#leads) throw new TypeError('another tab leads')
  }

  get #leads(): boolean {
    return this.#leadership.leads
  }

  #go(): Promise<void> {
    if (!this.#running) return this.#setOut()
    this.#urgent.abort()
    // Facts saved after the running exchange began need another one: the first caller starts it for all.
    return (this.#queued ??= this.#running.then(() => {
      this.#queued = null
      return this.#stopping.signal.aborted ? undefined : (this.#running ?? this.#setOut())
    }))
  }

  #setOut(): Promise<void> {
    this.#running = this.#exchange().finally(() => {
      this.#running = null
      this.#rings.exchanged()
    })
    return this.#running
  }

  async #exchange(): Promise<void> {
    const { http } = this.#deps
    if (!this.#leads) return this.#timer.setNext()
    if (this.#backoff.left > 0) {
      this.#auditor.wanted = false
      return this.#timer.setNext()
    }
    // A timer that fired now would look like an urgent ring.
    this.#timer.cancel()
    this.#tell({ ...this.report.current, state: 'exchanging' })
    this.#prepare()
    const end = await exchange(this.#deps).catch((problem: unknown): ExchangeEnd => {
      if (!this.#stopping.signal.aborted) console.error(problem)
      return { end: 'phone-trouble' }
    })
    if (end.end !== 'done') this.#auditor.wanted = false
    // Before the first exchange the server may not have known this phone, nor have given it a pass.
    const anew = this.#backoff.failing || this.report.current.lastExchange === null
    this.#backoff.heed(end)
    // Leftovers belong to no bell: the next exchange, whatever its reason, takes them up.
    if (end.end !== 'done' || end.more) this.#whole = true
    if (end.end === 'done' && this.#leads && !this.#stopping.signal.aborted)
      void this.#bells.listen(this.#deps.identity.roles, anew)
    const isOut = end.end === 'waiting' || end.end === 'ended'
    if (!isOut) this.#waitPause = waitsFrom
    if (end.end === 'done' && end.more) this.#timer.set(0)
    else if (isOut) this.#timer.set(this.#nextWait())
    else this.#timer.setNext()
    if (!this.#leads) return
    const { lastExchange, access: before, outdated = false, coming } = this.report.current
    const access = accessOf(end) ?? before
    const { until } = this.#backoff
    const waiting = until !== null && { waitUntil: until }
    this.#tell({
      ...reportOf(end, lastExchange, http.now()),
      ...waiting,
      ...(isOutdatedAfter(end, outdated) && { outdated: true }),
      ...(coming && end.end !== 'done' && { coming }),
      access,
      audit: this.#auditor.report
    })
  }

  #nextWait(): number {
    const ms = this.#waitPause
    this.#waitPause = Math.min(waitsTo, ms * 2)
    return ms
  }

  /** Sets the scope of the next exchange, and what ends it early. */
  #prepare(): void {
    const { http } = this.#deps
    const deadline = http.now() + carrySpan
    this.#deps.hurried = () => this.#queued !== null || http.now() > deadline || this.#stopping.signal.aborted
    const moved = this.#bells.takeMoved()
    this.#deps.moved = this.#whole ? null : moved
    this.#whole = false
    this.#urgent = new AbortController()
    this.#deps.urgent = this.#urgent.signal
  }

  #tell(told: Omit<CourierReport, 'roles'>): void {
    const report = { ...told, roles: this.#deps.identity.roles }
    this.report.set(report)
    this.#rings.tell(report)
  }
}
