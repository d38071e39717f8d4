import type { Link, LinkState } from '#lib/data/mqtt/link.ts'
import type { GateReport } from '#lib/domain/gates/motion.ts'
import type { Dialect, DialectState, KnownGates, Message, Publish } from '../adapters/dialect.ts'
import { withDiscovered, nothingKnown } from '../adapters/known-gates.ts'
import type { GateTask } from '../core/persisted-state.ts'
import type { AgentClock } from './agent-clock.ts'

/** After so long without a word the controller is asked how it stands, ms. */
const silenceMs = 60_000

export interface ControllerConnectionDeps {
  link: Pick<Link, 'listen' | 'send' | 'watch'>
  dialect: Dialect<DialectState>
  /** What the dialect's discovery calls this gate. */
  id: string
  clock: AgentClock
  /** Hears each new report. */
  hear(report: GateReport): void
  /** Hears what its operator should put right, as codes, when that changes. */
  warned(warnings: readonly string[]): void
  /** Hears of what the controller could not be told. */
  notTold(act: GateTask['act']): void
  trouble(problem: unknown): void
}

/** The line to a gate's controller. What was known before a break counts for nothing: it is heard anew, or unknown. */
export class ControllerConnection {
  #known: KnownGates<DialectState> = nothingKnown
  #reported: DialectState | null = null
  #heardAt: number
  #lastSpokeAt: number | null = null
  readonly #listening = new Map<string, () => void>()
  readonly #leave: (() => void)[]

  constructor(private readonly parts: ControllerConnectionDeps) {
    const { link, dialect, clock } = parts
    this.#heardAt = clock.steady()
    this.#leave = [
      link.watch((state) => this.#linkIs(state)),
      ...dialect.discovery.map((topic) => link.listen(topic, (message) => this.#discover(message)))
    ]
  }

  /** Tells the controller; whether it obeys is what it reports. */
  tell(act: GateTask['act']): void {
    const { dialect, trouble, notTold } = this.parts
    const publishes = this.#state && dialect.command(this.#state, act)
    if (!publishes) {
      trouble(new Error(`the controller has no ${act}`))
      // Not before all that was to be done with the command is done.
      return queueMicrotask(() => notTold(act))
    }
    for (const publish of publishes) void this.#send(publish, act)
  }

  /** Asks a controller that has been silent for long. */
  tick(): void {
    const now = this.parts.clock.steady()
    if (!this.#state || now - this.#heardAt < silenceMs) return
    this.#heardAt = now
    this.#ask(this.#state)
  }

  stop(): void {
    for (const leave of [...this.#leave, ...this.#listening.values()]) leave()
    this.#listening.clear()
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
    const { dialect, clock, id } = this.parts
    const state = this.#state
    if (!state) return
    this.#heardAt = clock.steady()
    const { topic, payload, retain } = incoming
    const next = dialect.normalise(state, { topic, payload, retain, at: clock.now() })
    if (next === state) return
    this.#known = { ...this.#known, gates: { ...this.#known.gates, [id]: next } }
    this.#report()
  }

  #linkIs(state: LinkState) {
    if (state === 'open' || state === 'connecting') return
    this.#known = nothingKnown
    this.#listen([])
    this.#report()
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
    // UNKNOWN has left: the gate may move yet.
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
  warnings
}: DialectState): GateReport {
  return { position, motion, obstructed, assumed, deviceOnline, reportedAt, warnings }
}
