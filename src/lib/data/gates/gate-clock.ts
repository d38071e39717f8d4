import { isSkewed, offsetOf, type Exchange } from '#lib/domain/gates/contract/skew.ts'
import { maxLifetimeMs, maxUnansweredSkewMs } from '#lib/domain/gates/contract/timers.ts'

/** The clocks of a phone, Unix ms but for `steady`. */
export interface PhoneClocks {
  /** Corrected by the server; of a phone that never spoke to it, the device's own. */
  server(): number
  device(): number
  /** Milliseconds since any moment: nobody can set it, but it may stand still while the device sleeps. */
  steady(): number
}

interface Moment {
  device: number
  steady: number
}

/**
 * Estimates the clock of one gate's agent from its messages; before the first one, uses the server's time. Whoever holds
 * the broker can hold messages back or repeat them, so a message alone may move the estimate by `maxUnansweredSkewMs`
 * at most: further only an answer to this phone's own request does.
 */
export class GateClock {
  #exchanges: Exchange[] = []
  #bootId: string | null = null
  #latest: (Moment & { agentTime: number }) | null = null
  /** How far the agent's clock is ahead of the server's by its latest answer, ms; null: it has not answered. */
  #answeredSkew: number | null = null
  readonly #askedAt = new Map<string, Moment>()

  constructor(private readonly clocks: PhoneClocks) {}

  /** Returns the agent's time by which its messages are judged, whole Unix ms: far from an expected one it is not believed. */
  now(): number {
    const expected = this.clocks.server() + (this.#answeredSkew ?? 0)
    const estimate = this.#estimate()
    return Math.round(Math.abs(estimate - expected) > maxUnansweredSkewMs ? expected : estimate)
  }

  /**
   * Returns the agent's time by which requests are signed, whole Unix ms: a wrong clock must be asked before it can
   * answer.
   */
  signing(): number {
    return this.#answeredSkew === null ? Math.round(this.#estimate()) : this.now()
  }

  get skewed(): boolean {
    return isSkewed(offsetOf(this.#exchanges))
  }

  /** Notes that a request is being sent. */
  asks(id: string): void {
    this.#askedAt.set(id, this.#moment())
  }

  /** Notes the first answer to a request; one that took longer than any request is valid says nothing about the time. */
  answered(id: string, agentTime: number): void {
    const asked = this.#askedAt.get(id)
    if (!asked) return
    this.#askedAt.delete(id)
    const roundTripMs = this.#since(asked)
    if (roundTripMs > maxLifetimeMs) return
    this.#answeredSkew = agentTime + roundTripMs / 2 - this.clocks.server()
    this.#learn({ sentAt: asked.device, heardAt: this.clocks.device(), agentTime })
  }

  /**
   * Notes a state that has just become the gate's latest.
   * @param live it was not a retained message, which says nothing about the time but that it is later
   */
  told({ bootId, agentTime }: { bootId: string; agentTime: number }, live: boolean): void {
    if (this.#bootId !== null && bootId !== this.#bootId) {
      this.#exchanges = []
      this.#answeredSkew = null
    }
    this.#bootId = bootId
    this.#latest = { agentTime, ...this.#moment() }
    if (!live) return
    const skew = agentTime - this.clocks.server()
    // Messages can be held back but not sent ahead of their time: the agent's clock was put forward after its answer.
    if (this.#answeredSkew !== null && skew - this.#answeredSkew > maxUnansweredSkewMs)
      this.#answeredSkew = null
    const heardAt = this.clocks.device()
    this.#learn({ sentAt: heardAt, heardAt, agentTime })
  }

  #learn(exchange: Exchange) {
    this.#exchanges = [...this.#exchanges, exchange].slice(-5)
  }

  #estimate(): number {
    const offset = offsetOf(this.#exchanges)
    const learned = offset === null ? this.clocks.server() : this.clocks.device() + offset
    return Math.max(learned, this.#earliest())
  }

  /** Returns the earliest time that the agent can have now: a state is as old as this phone has known it, or older. */
  #earliest(): number {
    return this.#latest ? this.#latest.agentTime + this.#since(this.#latest) : -Infinity
  }

  #moment(): Moment {
    return { device: this.clocks.device(), steady: this.clocks.steady() }
  }

  /** Returns the time since then, ms: one clock may have been set back, the other slept. */
  #since({ device, steady }: Moment): number {
    return Math.max(this.clocks.device() - device, this.clocks.steady() - steady)
  }
}
