import { bellOf } from '#lib/domain/bell.ts'
import { Auditor } from './audit/auditor.ts'
import type { Channel, OpenChannel, StealableLocks } from '../tabs.ts'
import type { Bell, BellHandlers } from './bell.ts'
import type { Scheduler } from './scheduler.ts'
import { abortedBy, type Http } from '../http/http.ts'
import { exchange, type ExchangeEnd, type ExchangeDeps } from './exchange.ts'
import { Leadership } from './leadership.ts'
import type { CourierReport } from '#lib/ports/courier.ts'
import { reportOf, Reports } from './reports.ts'
import { Backoff } from './backoff.ts'

export interface CourierDeps extends Omit<
  ExchangeDeps,
  'absentUntil' | 'mayTry' | 'hurried' | 'moved' | 'auditor' | 'urgent'
> {
  /** The leading tab hears the bells, once it has been at the server. @throws when its code cannot be had now */
  openBell?(told: BellHandlers): Promise<Bell>
  scheduler: Scheduler
  locks: StealableLocks
  openChannel: OpenChannel
}

type Message =
  | { kind: 'ring'; audit: boolean; byHand: boolean }
  | { kind: 'heard' }
  | { kind: 'rung' }
  | { kind: 'report'; report: CourierReport }
  | { kind: 'hello' }

/** How long a tab waits for the leading tab before it gives up on its own ring, ms. */
const ringPatience = 15_000
/** How long a saved fact's screen gets to draw before the exchange goes on, ms. */
const afterSave = 150
/** How long photos may keep what is new from being fetched, ms. */
const carrySpan = 20_000

/** The one courier of an account on this phone: the leading tab travels, the others ring it and see its report. */
export class PhoneCourier {
  readonly report = new Reports()
  readonly #channel: Channel<Message>
  readonly #stopping = new AbortController()
  readonly #stopListening: () => void
  readonly #leadership: Leadership
  #running: Promise<void> | null = null
  #queued: Promise<void> | null = null
  readonly #restraint: Backoff
  #cancelBeat = () => {}
  #rings = new Set<() => void>()
  #bell: Promise<Bell | null> | null = null
  #belled = false
  /** Bells that rang since the last exchange set out. */
  #moved = new Set<string>()
  /** Must the next exchange ask for everything? */
  #whole = true
  readonly #auditor: Auditor
  #urgent = new AbortController()
  /** Settled when nobody is saving: then requests go out and answers are dealt with. */
  #way = Promise.resolve()

  readonly #parts: CourierDeps & ExchangeDeps

  constructor(parts: CourierDeps) {
    const http = abortedBy(parts.http, this.#stopping.signal)
    const fetch: Http['fetch'] = async (...request) => {
      await this.#way
      this.#demandLead()
      const response = await http.fetch(...request)
      await this.#way
      this.#demandLead()
      return response
    }
    this.#auditor = new Auditor(() => parts.scheduler.chance())
    this.#restraint = new Backoff(http.now)
    this.#parts = {
      ...parts,
      absentUntil: new Map(),
      http: { ...http, fetch },
      auditor: this.#auditor,
      mayTry: () => this.#restraint.mayTryPassword()
    }
    const name = `courier ${parts.identity.account}`
    this.#channel = parts.openChannel<Message>(name, (message) => this.#hear(message))
    this.#leadership = new Leadership({
      name,
      locks: parts.locks,
      stopping: this.#stopping.signal,
      began: () => void this.ring(),
      lost: () => {
        this.#loseBell()
        parts.store.relieved()
      },
      settled: () => this.#running ?? Promise.resolve()
    })
    this.#leadership.stand()
    this.#stopListening = parts.scheduler.onWake(() => void this.ring())
    this.#channel.post({ kind: 'hello' })
    this.#scheduleNext()
  }

  /** @param byHand somebody has pressed: what is left alone for a while is tried once all the same */
  ring(byHand = false): Promise<void> {
    if (this.#stopping.signal.aborted) return Promise.resolve()
    if (!this.#leads) return this.#ringLeader({ audit: false, byHand })
    if (byHand) this.#restraint.lift()
    this.#whole = true
    return this.#go()
  }

  #go(): Promise<void> {
    if (!this.#running) return this.#setOut()
    this.#urgent.abort()
    // What was saved after the running exchange set out needs another one; whoever comes first sets out for all.
    return (this.#queued ??= this.#running.then(() => {
      this.#queued = null
      return this.#stopping.signal.aborted ? undefined : (this.#running ?? this.#setOut())
    }))
  }

  /** Audits all databases now. @returns false where that could not be done */
  async audit(): Promise<boolean> {
    const before = this.report.current.audit?.at
    const isDone = () => this.report.current.audit?.at !== before
    if (!this.#leads) {
      // The first answer may be to an exchange that was under way already.
      for (let turn = 0; turn < 2 && !isDone(); turn++) await this.#ringLeader({ audit: true, byHand: true })
      return isDone()
    }
    this.#auditor.wanted = true
    this.#restraint.lift()
    while (this.#auditor.wanted && this.#leads && !this.#stopping.signal.aborted) await this.ring()
    return isDone()
  }

  giveWayTo(saving: Promise<unknown>): void {
    const drawn = saving
      .catch(() => {})
      .then(() => new Promise<void>((resolve) => void this.#parts.scheduler.after(afterSave, resolve)))
    const before = this.#way
    this.#way = drawn.then(() => before)
    void this.#way.then(() => this.ring())
  }

  #setOut(): Promise<void> {
    this.#running = this.#travel().finally(() => {
      this.#running = null
      this.#channel.post({ kind: 'rung' })
      // Rung while another tab led, which is gone.
      this.#answerRings()
    })
    return this.#running
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#cancelBeat()
    this.#stopListening()
    this.#answerRings()
    await this.#leadership.over()
    await (await this.#bell)?.stop()
    this.#channel.close()
  }

  /** A tab that was frozen and relieved meanwhile leaves what it had begun. */
  #demandLead(): void {
    if (!this.#leads) throw new TypeError('another tab leads')
  }

  get #leads(): boolean {
    return this.#leadership.leads
  }

  async #travel(): Promise<void> {
    const { http } = this.#parts
    if (!this.#leads) return this.#scheduleNext()
    if (this.#restraint.left > 0) {
      this.#auditor.wanted = false
      return this.#scheduleNext()
    }
    // A beat that rang now would look like somebody in a hurry.
    this.#cancelBeat()
    this.#tell({ ...this.report.current, state: 'exchanging' })
    const deadline = http.now() + carrySpan
    const hurried = () => this.#queued !== null || http.now() > deadline || this.#stopping.signal.aborted
    this.#parts.hurried = hurried
    this.#parts.moved = this.#whole ? null : this.#moved
    this.#moved = new Set()
    this.#whole = false
    this.#urgent = new AbortController()
    this.#parts.urgent = this.#urgent.signal
    const end = await exchange(this.#parts).catch((problem: unknown): ExchangeEnd => {
      if (!this.#stopping.signal.aborted) console.error(problem)
      return { end: 'phone-trouble' }
    })
    if (end.end !== 'done') this.#auditor.wanted = false
    // Before the first exchange nobody may have known this phone, nor have given it a pass.
    const anew = this.#restraint.failing || this.report.current.lastExchange === null
    this.#restraint.heed(end)
    // What was left for later is no bell's: the next one, whoever asks for it, takes it up.
    if (end.end !== 'done' || end.more) this.#whole = true
    if (end.end === 'done' && this.#leads) void this.#listen(anew)
    if (end.end === 'done' && end.more) this.#schedule(0)
    else this.#scheduleNext()
    if (!this.#leads) return
    const { lastExchange } = this.report.current
    const { until } = this.#restraint
    const waiting = until !== null && { waitUntil: until }
    this.#tell({ ...reportOf(end, lastExchange, http.now()), ...waiting, audit: this.#auditor.report })
  }

  /** The bells of all that may be read now. @param anew the server had not been reached before */
  async #listen(anew: boolean): Promise<void> {
    const { openBell, identity } = this.#parts
    if (!openBell || this.#stopping.signal.aborted) return
    this.#bell ??= openBell({
      opened: () => {
        this.#belled = true
        void this.ring()
      },
      lost: () => {
        this.#belled = false
        if (!this.#running) this.#scheduleNext()
      },
      rung: (unit, book) => {
        if (!this.#leads) return
        this.#moved.add(bellOf(unit, book))
        void this.#go()
      }
    }).catch(() => null)
    const bell = await this.#bell
    if (!bell) this.#bell = null
    bell?.hear(identity.roles)
    if (anew) bell?.wake()
  }

  #loseBell(): void {
    const bell = this.#bell
    this.#bell = null
    this.#belled = false
    void bell?.then((open) => open?.stop())
  }

  #scheduleNext(): void {
    const now = this.#parts.http.now()
    const pause = this.#restraint.next(this.#parts.scheduler, this.#belled)
    const { dueAt } = this.#auditor
    const audit = dueAt === null || this.#restraint.failing ? pause : Math.max(0, dueAt - now)
    this.#schedule(Math.min(pause, audit))
  }

  #schedule(ms: number): void {
    this.#cancelBeat()
    if (this.#stopping.signal.aborted) return
    this.#cancelBeat = this.#parts.scheduler.after(ms, () => {
      if (!this.#leads) this.#scheduleNext()
      void this.ring()
    })
  }

  #ringLeader(how: { audit: boolean; byHand: boolean }): Promise<void> {
    return new Promise((resolve) => {
      const over = () => {
        this.#rings.delete(over)
        callOff()
        resolve()
      }
      const silent = this.#leadership.ringing()
      const callOff = this.#parts.scheduler.after(ringPatience, () => {
        silent()
        over()
      })
      this.#rings.add(over)
      this.#channel.post({ kind: 'ring', ...how })
    })
  }

  #hear(message: Message): void {
    if (message.kind !== 'ring' && message.kind !== 'hello') this.#leadership.heard()
    if (message.kind === 'ring' && this.#leads) {
      this.#channel.post({ kind: 'heard' })
      if (message.audit) this.#auditor.wanted = true
      void this.ring(message.byHand)
    }
    if (message.kind === 'hello' && this.#leads)
      this.#channel.post({ kind: 'report', report: this.report.current })
    if (message.kind === 'report' && !this.#leads) this.report.set(message.report)
    if (message.kind === 'rung') this.#answerRings()
  }

  #answerRings(): void {
    for (const resolve of this.#rings) resolve()
  }

  #tell(told: Omit<CourierReport, 'roles'>): void {
    const report = { ...told, roles: this.#parts.identity.roles }
    this.report.set(report)
    this.#channel.post({ kind: 'report', report })
  }
}
