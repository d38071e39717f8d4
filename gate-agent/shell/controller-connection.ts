import type { Link, LinkState } from '#lib/data/mqtt/link.ts'
import type { GateReport } from '#lib/domain/gates/motion.ts'
import type { Dialect, DialectState, KnownGates, Message, Publish } from '../adapters/dialect.ts'
import { withDiscovered, nothingKnown } from '../adapters/known-gates.ts'
import type { GateTask } from '../core/persisted-state.ts'
import type { AgentClock } from './agent-clock.ts'

/** Query the controller after this much silence, ms. */
const silenceMs = 60_000

export interface ControllerConnectionDeps {
  link: Pick<Link, 'listen' | 'send' | 'watch'>
  dialect: Dialect<DialectState>
  /** The gate's id in the dialect's discovery. */
  id: string
  clock: AgentClock
  /** Called with each new report. */
  hear(report: GateReport): void
  /** Called with the codes of problems for the operator to fix, whenever they change. */
  warned(warnings: readonly string[]): void
  /** Called when an action could not be sent to the controller. */
  notTold(act: GateTask['act']): void
  trouble(problem: unknown): void
}

/** Connection to a gate's controller. A break discards everything known: state is received anew, or is unknown. */
export class ControllerConnection {
  #known: KnownGates<DialectState> = nothingKnown
  #reported: DialectState | null = null
  #heardAt: number
  #lastSpokeAt: number | null = null
  readonly #listening = new Map<string, () => void>()
  /** Cancels each message that is to be sent later. */
  readonly #pending = new Set<() => void>()
  readonly #leave: (() => void)[]

  constructor(private readonly parts: ControllerConnectionDeps) {
    const { link, dialect, clock } = parts
    this.#heardAt = clock.steady()
    this.#leave = [
      link.watch((state) => this.#linkIs(state)),
      ...dialect.discovery.map((topic) => link.listen(topic, (message) => this.#discover(message)))
    ]
  }

  /** Sends an action; only the controller's reports tell whether it obeys. */
  tell(act: GateTask['act']): void {
    const { dialect, trouble, notTold, clock } = this.parts
    const state = this.#state
    const publishes = state && dialect.command(state, act, clock.now())
    if (!state || !publishes) {
      trouble(new Error(`the controller has no ${act}`))
      // Deferred until the command's other effects are done.
      return queueMicrotask(() => notTold(act))
    }
    if (publishes.length === 0) return
    this.#cancelPending()
    for (const publish of publishes) this.#sendInTime(publish, act)
    if (!dialect.told) return
    this.#know(dialect.told(state, act, clock.now()))
    queueMicrotask(() => this.#report())
  }

  /** Lets the dialect see time pass, and queries a controller that has long been silent. */
  tick(): void {
    const { dialect, clock } = this.parts
    const state = this.#state
    if (!state) return
    const next = dialect.passed?.(state, clock.now()) ?? state
    if (next !== state) {
      this.#know(next)
      this.#report()
    }
    const now = clock.steady()
    if (now - this.#heardAt < silenceMs) return
    this.#heardAt = now
    this.#ask(next)
  }

  /** Ends it; a relay that is still on is let go before. */
  async stop(): Promise<void> {
    for (const leave of [...this.#leave, ...this.#listening.values()]) leave()
    this.#listening.clear()
    const state = this.#state
    if (this.#pending.size === 0 || !state) return
    this.#cancelPending()
    await this.#release(state)
  }

  get #state(): DialectState | null {
    const { gates } = this.#known
    return Object.hasOwn(gates, this.parts.id) ? gates[this.parts.id]! : null
  }

  #discover(incoming: Omit<Message, 'at'>) {
    const { dialect, clock, id, trouble } = this.parts
    const found = dialect.discover({ ...incoming, at: clock.now() }, this.#known)
    for (const one of found)
      if (one.id === id && 'refused' in one) trouble(new Error(`controller ${id}: ${one.refused}`))
    const before = this.#state
    this.#known = withDiscovered(this.#known, found)
    const after = this.#state
    if (after === before) return
    this.#listen(after ? dialect.topics(after) : [])
    if (after && !before) this.#ask(after)
    this.#report()
  }

  #listen(topics: readonly string[]) {
    for (const [topic, leave] of this.#listening)
      if (!topics.includes(topic)) {
        leave()
        this.#listening.delete(topic)
      }
    for (const topic of topics)
      if (!this.#listening.has(topic))
        this.#listening.set(
          topic,
          this.parts.link.listen(topic, (message) => this.#hear(message))
        )
  }

  #hear(incoming: Omit<Message, 'at'>) {
    const { dialect, clock } = this.parts
    const state = this.#state
    if (!state) return
    this.#heardAt = clock.steady()
    const { topic, payload, retain } = incoming
    const next = dialect.normalise(state, { topic, payload, retain, at: clock.now() })
    if (next === state) return
    this.#know(next)
    // It may have come back with a relay on.
    if (next.deviceOnline && !state.deviceOnline && this.#pending.size === 0) void this.#release(next)
    this.#report()
  }

  #know(state: DialectState) {
    this.#known = { ...this.#known, gates: { ...this.#known.gates, [this.parts.id]: state } }
  }

  #linkIs(state: LinkState) {
    if (state === 'connecting') return
    if (state === 'open') return this.#begin()
    this.#cancelPending()
    this.#known = nothingKnown
    this.#listen([])
    this.#report()
  }

  /** Begins with the gate that its operator has described. A connection that broke may have left a relay on. */
  #begin() {
    const { dialect } = this.parts
    if (!dialect.given) return
    this.#know(dialect.given)
    this.#listen(dialect.topics(dialect.given))
    void this.#release(dialect.given)
    this.#ask(dialect.given)
    this.#report()
  }

  #cancelPending() {
    for (const cancel of this.#pending) cancel()
    this.#pending.clear()
  }

  async #release(state: DialectState) {
    await Promise.all((this.parts.dialect.release?.(state) ?? []).map((publish) => this.#send(publish, null)))
  }

  #sendInTime(publish: Publish, act: GateTask['act']) {
    const { afterMs, aside } = publish
    const send = () => void this.#send(publish, aside ? null : act)
    if (afterMs === undefined) return send()
    const cancel = this.parts.clock.after(afterMs, () => {
      this.#pending.delete(cancel)
      send()
    })
    this.#pending.add(cancel)
  }

  #report() {
    const state = this.#state
    if (state === this.#reported) return
    if (state && state.warnings !== this.#reported?.warnings) this.parts.warned(state.warnings)
    this.#reported = state
    this.#lastSpokeAt = state?.reportedAt ?? this.#lastSpokeAt
    this.parts.hear(state ? reportOf(state) : { ...unheard, reportedAt: this.#lastSpokeAt })
  }

  #ask(state: DialectState) {
    for (const publish of this.parts.dialect.ask(state)) void this.#send(publish, null)
  }

  async #send({ topic, payload, expirySeconds }: Publish, act: GateTask['act'] | null) {
    const { code } = await this.parts.link.send({ topic, payload, expirySeconds })
    // UNKNOWN means that the message may have left, so the gate may still move.
    if (code === 'sent' || code === 'UNKNOWN' || act === null) return
    this.parts.trouble(new Error(`${act} to the controller: ${code}`))
    this.parts.notTold(act)
  }
}

const unheard: GateReport = {
  position: null,
  motion: 'unknown',
  obstructed: null,
  assumed: false,
  deviceOnline: false,
  reportedAt: null
}

function reportOf({
  position,
  motion,
  obstructed,
  assumed,
  deviceOnline,
  reportedAt,
  warnings,
  endsOnly
}: DialectState): GateReport {
  const report = { position, motion, obstructed, assumed, deviceOnline, reportedAt, warnings }
  return endsOnly ? { ...report, endsOnly } : report
}
