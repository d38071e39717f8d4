import { reportPeriodMs } from '#lib/domain/gates/contract/timers.ts'
import type { IncomingMessage } from '#lib/data/mqtt/connection.ts'
import type { Link } from '#lib/data/mqtt/link.ts'
import type { Dialect, DialectState } from '../../adapters/dialect.ts'
import type { AgentClock } from '../agent-clock.ts'
import { ControllerSubscriptions } from './subscriptions.ts'

/** How long the broker is given to say what it retains, ms. */
const lookMs = 1_000

/** How long after a connection, at which it is asked, a controller that is there has said something, ms. */
const answersMs = 1_500

/** Expiry of the empty message that clears a topic, seconds. */
const clearSeconds = 60

export interface RetainedOrdersDeps {
  link: Pick<Link, 'listen' | 'send'>
  dialect: Pick<Dialect<DialectState>, 'orders' | 'obeysEmpty'>
  /** The gate's id in the dialect's discovery. */
  id: string
  clock: Pick<AgentClock, 'steady'>
  /** Called for each retained order that is found. */
  found(): void
}

/**
 * Clears orders that are retained at the broker beside the gate, where the controller would obey them at each return. It
 * listens as long as the controller is away, so that one is taken away as it is left, and looks at each return and each
 * minute. It does not listen all the time: then the broker would say of every order that somebody hears it.
 */
export class RetainedOrders {
  readonly #topics: ControllerSubscriptions
  /** Topics to clear once the controller is away, because an empty message is an order there. */
  readonly #waiting = new Set<string>()
  #state: DialectState | null = null
  /** Time of the connection, by the monotonic clock, ms; null: there is none. */
  #openSince: number | null = null
  /** Whether the controller has said anything in it. */
  #isHeard = false
  /** Time of the last look, by the monotonic clock, ms. */
  #lookedAt = -Infinity

  constructor(private readonly parts: RetainedOrdersDeps) {
    this.#topics = new ControllerSubscriptions(parts.link, (message) => this.#hear(message), { asSent: true })
  }

  /** Takes note of the gate. @param state null: nothing was announced yet, so that only its id tells */
  follow(state: DialectState | null): void {
    const { clock, dialect, id } = this.parts
    this.#state = state
    const isHere = state?.deviceOnline === true
    const now = clock.steady()
    if (now - this.#lookedAt >= reportPeriodMs) this.#lookedAt = now
    const listens = !isHere || this.#isLooking
    this.#topics.follow(listens ? dialect.orders(id, state) : [])
    if (!this.#isAway) return
    for (const topic of this.#waiting) this.#clear(topic)
    this.#waiting.clear()
  }

  /** Has the broker say again what it retains: the controller has come back. */
  look(): void {
    this.#topics.follow([])
    this.#lookedAt = this.parts.clock.steady()
    this.follow(this.#state)
  }

  /** Stops listening until it is told of the gate again, so that the broker can say whether anybody else hears an order. */
  pause(): void {
    this.#topics.follow([])
    if (this.#isLooking) this.#lookedAt = this.parts.clock.steady() - lookMs
  }

  /** Takes note that the connection to the broker begins. */
  opened(): void {
    this.#openSince = this.parts.clock.steady()
    this.#isHeard = false
  }

  /** Takes note that it broke: the broker says at the next one what it still retains. */
  closed(): void {
    this.#openSince = null
    this.#waiting.clear()
  }

  /** Takes note that the controller has said something. */
  heard(): void {
    this.#isHeard = true
  }

  stop(): void {
    this.#topics.follow([])
  }

  /** Tells whether the controller is surely not listening: it said so, or has said nothing though it was asked. */
  get #isAway(): boolean {
    if (this.#openSince === null) return false
    if (this.#isHeard) return this.#state?.deviceOnline !== true
    return this.parts.clock.steady() - this.#openSince >= answersMs
  }

  get #isLooking(): boolean {
    return this.parts.clock.steady() - this.#lookedAt < lookMs
  }

  #hear({ topic, payload, retain }: IncomingMessage) {
    const state = this.#state
    if (!retain || payload === '') return
    const isNew = !this.#waiting.has(topic)
    if (state && this.parts.dialect.obeysEmpty?.(state, topic)) this.#waiting.add(topic)
    else this.#clear(topic)
    if (isNew) this.parts.found()
  }

  #clear(topic: string) {
    void this.parts.link.send({ topic, payload: '', retain: true, expirySeconds: clearSeconds })
  }
}
