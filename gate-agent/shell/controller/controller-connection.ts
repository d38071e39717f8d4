import { reportPeriodMs } from '#lib/domain/gates/contract/timers.ts'
import type { Link, LinkState } from '#lib/data/mqtt/link.ts'
import type { GateReport } from '#lib/domain/gates/motion.ts'
import type { Dialect, DialectState, KnownGates, Message, Publish } from '../../adapters/dialect.ts'
import { changesAny, foundOf, nothingKnown, withDiscovered } from '../../adapters/known-gates.ts'
import type { GateTask } from '../../core/persisted-state.ts'
import { Delays, type AgentClock } from '../agent-clock.ts'
import {
  actNotSent,
  announcementRefused,
  gateReportOf,
  isBirth,
  noAnswer,
  noSuchAct,
  reportOfNothing
} from './controller-reports.ts'
import type { PinnedController } from './pinned-controller.ts'
import { Repeats } from '../repeats.ts'
import { RetainedOrders } from './retained-orders.ts'
import { ControllerSubscriptions } from './subscriptions.ts'

/** Pause before the second query of a controller that does not say how its gate stands, ms; each further one is twice as long. */
const againMs = 5_000

/** Number of queries without an answer after which a controller that is online is known to answer none. */
const mostUnanswered = 3

export interface ControllerConnectionDeps {
  link: Pick<Link, 'listen' | 'send' | 'watch'>
  dialect: Dialect<DialectState>
  /** The gate's id in the dialect's discovery. */
  id: string
  /** Keeps the gate as its controller was accepted; null: whatever is announced counts. */
  pinned: PinnedController | null
  clock: AgentClock
  /** Sends a query of the controller, or has it merged with an equal one of another gate. */
  query(query: Publish, send: () => void): void
  /** Called with each new report. */
  hear(report: GateReport): void
  /** Called with the codes of problems for the operator to fix, whenever they change. */
  warned(warnings: readonly string[]): void
  /** Called when an action could not be sent to the controller. */
  notTold(act: GateTask['act']): void
  /** Called when an order was found that is retained at the controller's broker. */
  orderLeft(): void
  trouble(problem: unknown): void
}

/**
 * Connection to a gate's controller. A break discards everything known: the state is received anew, or is unknown. What
 * the broker had stored is no report, so the controller is queried at once, after each birth of it, and after a silence.
 */
export class ControllerConnection {
  #known: KnownGates<DialectState>
  #reported: DialectState | null = null
  #warned: readonly string[] | null = null
  /** Times of the last report and of the last query, by the monotonic clock, ms. */
  #heardAt: number
  #askedAt = -Infinity
  /** Number of queries since the last report. */
  #unanswered = 0
  /** Whether it left many queries unanswered, and has answered none since. */
  #isMute = false
  readonly #orders: RetainedOrders
  readonly #repeats = new Repeats()
  readonly #topics: ControllerSubscriptions
  /** Messages that are to be sent later. */
  readonly #pending: Delays
  readonly #leave: (() => void)[]

  constructor(private readonly parts: ControllerConnectionDeps) {
    const { link, dialect, clock } = parts
    this.#heardAt = clock.steady()
    this.#pending = new Delays(clock)
    this.#topics = new ControllerSubscriptions(link, (message) => this.#hear(message))
    this.#orders = new RetainedOrders({ link, dialect, id: parts.id, clock, found: () => parts.orderLeft() })
    this.#known = this.#atFirst
    this.#leave = [
      link.watch((state) => this.#linkIs(state)),
      ...dialect.discovery.map((topic) => link.listen(topic, (message) => this.#discover(message)))
    ]
    this.#listenToGate()
  }

  /** Returns what is known of the gate; null: nothing. */
  get state(): DialectState | null {
    return this.#state
  }

  /** Sends an action; only the controller's reports tell whether it obeys. */
  tell(act: GateTask['act']): void {
    const { dialect, id, trouble, notTold, clock } = this.parts
    const state = this.#state
    const publishes = state && dialect.command(state, act, clock.now())
    if (!state || !publishes) {
      // Ends what an earlier command has yet to send, also where the controller itself knows no STOP.
      if (act === 'STOP' && state && !this.#pending.isEmpty) {
        this.#pending.cancel()
        void this.#release(state)
      }
      trouble(noSuchAct(id, act))
      // Deferred until the command's other effects are done.
      return queueMicrotask(() => notTold(act))
    }
    if (publishes.length === 0) return
    this.#pending.cancel()
    this.#orders.pause()
    // First: what comes back at once is heard after it.
    if (dialect.told) this.#know(dialect.told(state, act, clock.now()))
    for (const publish of publishes) this.#sendInTime(publish, act)
    if (dialect.told) queueMicrotask(() => this.#report())
  }

  /** Lets time pass, and queries a controller that has long been silent, more often one whose gate is unknown. */
  tick(): void {
    if (this.parts.pinned?.tick()) this.#startAnew()
    const { dialect, clock } = this.parts
    if (this.#state && dialect.passed) this.#know(dialect.passed(this.#state, clock.now()))
    this.#report()
    const state = this.#state
    this.#orders.follow(state)
    if (!state) return
    const isUnknown = state.motion === 'unknown'
    const pause = isUnknown
      ? Math.min(reportPeriodMs, againMs * 2 ** Math.max(0, this.#unanswered - 1))
      : reportPeriodMs
    const silentSince = Math.max(this.#askedAt, isUnknown ? -Infinity : this.#heardAt)
    if (this.parts.clock.steady() - silentSince >= pause) this.#ask(state)
  }

  /** Ends it; a relay that is still on is let go before. */
  async stop(): Promise<void> {
    for (const leave of this.#leave) leave()
    this.#topics.follow([])
    this.#orders.stop()
    const state = this.#state
    if (this.#pending.isEmpty || !state) return
    this.#pending.cancel()
    await this.#release(state)
  }

  /** The gate as it was accepted or mapped, of which nothing was heard yet. */
  get #atFirst(): KnownGates<DialectState> {
    const { dialect, id, pinned } = this.parts
    return dialect.given ? { gates: { [id]: dialect.given }, parts: {} } : (pinned?.known ?? nothingKnown)
  }

  get #state(): DialectState | null {
    const { gates } = this.#known
    return Object.hasOwn(gates, this.parts.id) ? gates[this.parts.id]! : null
  }

  /** Applies an announcement, unless it would make another gate of the accepted one. */
  #discover(incoming: Omit<Message, 'at'>) {
    const { dialect, clock, id, pinned, trouble } = this.parts
    const message = { ...incoming, at: clock.now() }
    pinned?.hear(message)
    if (this.#repeats.has(message)) return
    const found = foundOf(dialect, id, this.#known, dialect.discover(message, this.#known))
    if (found.length === 0) return this.#repeats.note(message, false)
    for (const one of found)
      if (one.id === id && 'refused' in one) trouble(announcementRefused(id, one.refused))
    const before = this.#state
    const known = withDiscovered(this.#known, found)
    if (pinned && !pinned.allows(known)) return
    this.#repeats.note(message, changesAny(this.#known, found))
    this.#known = known
    const after = this.#state
    if (after === before) return
    this.#listenToGate()
    if (after && !before) this.#ask(after)
    this.#report()
  }

  #listenToGate() {
    const state = this.#state
    this.#topics.follow(state ? this.parts.dialect.topics(state) : [])
    this.#orders.follow(state)
  }

  /** Takes up what an operator has just accepted. */
  #startAnew() {
    this.#forget()
    if (this.#state) this.#ask(this.#state)
    this.#report()
  }

  #hear(incoming: Omit<Message, 'at'>) {
    const { dialect, clock } = this.parts
    const state = this.#state
    if (!state) return
    const { topic, payload, retain } = incoming
    if (!retain) this.#orders.heard()
    const next = dialect.normalise(state, { topic, payload, retain, at: clock.now() })
    if (next === state) return
    this.#know(next)
    if (next.deviceOnline !== state.deviceOnline) this.#orders.follow(next)
    // It may have come back with a relay on.
    if (next.deviceOnline && !state.deviceOnline && this.#pending.isEmpty) void this.#release(next)
    if (next.reportedAt !== state.reportedAt) this.#answered()
    this.#report()
    if (!isBirth(state, next)) return
    this.#orders.look()
    this.#askAfresh(next)
  }

  /** Notes what is no news of the gate. */
  #remember(state: DialectState) {
    if (this.#reported === this.#state) this.#reported = state
    this.#know(state)
  }

  #know(state: DialectState) {
    if (state !== this.#state)
      this.#known = { ...this.#known, gates: { ...this.#known.gates, [this.parts.id]: state } }
  }

  #answered() {
    this.#heardAt = this.parts.clock.steady()
    // A report long after a query is a change at the gate.
    if (this.#heardAt - this.#askedAt < againMs) this.#isMute = false
    this.#unanswered = 0
  }

  #linkIs(state: LinkState) {
    if (state === 'connecting') return
    if (state === 'open') return this.#begin()
    this.#pending.cancel()
    this.#orders.closed()
    this.parts.pinned?.forget()
    this.#forget()
    this.#report()
  }

  /** Goes back to what was accepted, of which nothing was heard yet. */
  #forget() {
    this.#repeats.clear()
    this.#known = this.#atFirst
    this.#listenToGate()
  }

  /** Begins a connection: the one that broke may have left a relay on. */
  #begin() {
    this.#orders.opened()
    if (!this.#state) return
    void this.#release(this.#state)
    this.#ask(this.#state)
  }

  async #release(state: DialectState) {
    await Promise.all((this.parts.dialect.release?.(state) ?? []).map((publish) => this.#send(publish, null)))
  }

  #sendInTime(publish: Publish, act: GateTask['act']) {
    const { afterMs, aside } = publish
    const send = () => void this.#send(publish, aside ? null : act)
    if (afterMs === undefined) return send()
    this.#pending.later(afterMs, send)
  }

  #report() {
    const state = this.#state
    const { pinned, warned, hear } = this.parts
    const pinnedWarnings = pinned?.warnings ?? []
    const warnings = state
      ? [...state.warnings, ...pinnedWarnings, ...(this.#isMute ? [noAnswer] : [])]
      : pinnedWarnings.length > 0
        ? pinnedWarnings
        : null
    const isWarned = JSON.stringify(warnings) !== JSON.stringify(this.#warned)
    if (state === this.#reported && !isWarned) return
    if (warnings && isWarned) warned(warnings)
    this.#reported = state
    this.#warned = warnings
    hear({ ...(state ? gateReportOf(state) : reportOfNothing), ...(warnings && { warnings }) })
  }

  /** Queries a controller that has just come, unless it was queried a moment ago: some answer with a birth. */
  #askAfresh(state: DialectState) {
    this.#unanswered = 0
    if (this.parts.clock.steady() - this.#askedAt >= againMs) this.#ask(state)
  }

  #ask(state: DialectState) {
    if (state.deviceOnline && this.#unanswered >= mostUnanswered) this.#isMute = true
    this.#askedAt = this.parts.clock.steady()
    this.#unanswered++
    const { dialect, query: send, clock } = this.parts
    if (dialect.asked) this.#remember(dialect.asked(state, clock.now()))
    for (const query of dialect.ask(state)) send(query, () => void this.#send(query, null))
  }

  async #send({ topic, payload, expirySeconds }: Publish, act: GateTask['act'] | null) {
    const { code } = await this.parts.link.send({ topic, payload, expirySeconds })
    // UNKNOWN means that the message may have left, so the gate may still move.
    if (code === 'sent' || code === 'UNKNOWN' || act === null) return
    this.parts.trouble(actNotSent(this.parts.id, act, code))
    this.parts.notTold(act)
  }
}
