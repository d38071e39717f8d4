import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from '#lib/data/mqtt/connection.ts'
import type { Link } from '#lib/data/mqtt/link.ts'
import { topicOf } from '#lib/domain/gates/contract/topics.ts'

/** Interval of proofs, ms. */
const periodMs = 10_000
/** How long a proof may be under way, ms. */
const returnMs = 3_000
/** Longest pause between two reconnections of a link that stays deaf, ms. */
const longestPauseMs = 160_000
/** Time between two ticks from which this process was held up: what has arrived is read only after the tick, ms. */
const heldUpMs = 1_000

export interface HearCheckDeps {
  link: Pick<Link, 'send' | 'watch' | 'drop'>
  unit: string
  /** The agent's account, under which it writes to itself. */
  agent: string
  /** Tells whether this machine moves a gate: of another one's no command arrives here. */
  moves(gate: string): boolean
  /** Milliseconds of a monotonic clock. */
  now(): number
  /** Called when a gate's commands were found to arrive, or not, unless the last word on this connection was the same. */
  judged(gate: string): void
  /** Called once when a gate's commands no longer arrive, until they do again. */
  deaf(gate: string): void
  /** Called once until all gates hear again. @param forbidden the broker refuses this account the proof itself */
  trouble(forbidden: boolean): void
}

/**
 * Proves that commands arrive over a link: sends a fresh nonce to each gate's own command topic every ten seconds, and hears
 * it by the very subscription that brings commands. A broker that answers pings and takes states may still deliver
 * nothing. Where a nonce does not come back in time, the link is dropped, for a new connection begins with an empty window;
 * one that stays deaf is dropped ever more rarely. Nobody can fake a proof: whoever brings the nonce by that subscription
 * has shown that it delivers.
 */
export class HearCheck {
  readonly #gates = new Set<string>()
  /** Whether each gate hears on this connection; a gate without an entry has yet to be proven. */
  readonly #hears = new Map<string, boolean>()
  /** The nonces under way, by gate. */
  readonly #pending = new Map<string, string>()
  /** Gates that were told deaf, and have heard nothing since, whatever connections came between. */
  readonly #deaf = new Set<string>()
  #isOpen = false
  #isForbidden = false
  /** Whether the link is dropped with the next tick: what tells of it leaves before. */
  #drops = false
  #askedAt = -Infinity
  #tickedAt: number
  #mayDropAt = -Infinity
  #pauseMs = periodMs

  constructor(private readonly parts: HearCheckDeps) {
    this.#tickedAt = parts.now()
    parts.link.watch((state) => {
      this.#isOpen = state === 'open'
      this.#drops = this.#isForbidden = false
      this.#hears.clear()
      this.#pending.clear()
      if (this.#isOpen) this.#ask()
    })
  }

  /** Tells whether a gate's commands arrive, as far as this connection has proven. */
  hears(gate: string): boolean {
    return this.#hears.get(gate) === true
  }

  /** Tells whether all gates that this machine moves have been judged on this connection. */
  get isJudged(): boolean {
    return this.#isOpen && this.#moved().every((gate) => this.#hears.has(gate))
  }

  /** Proves a gate from now on, until the returned stop is called. */
  add(gate: string): () => void {
    this.#gates.add(gate)
    return () => {
      this.#gates.delete(gate)
      this.#pending.delete(gate)
    }
  }

  /** Takes a message that came by a gate's subscription to commands; false when it is none of this agent's own. */
  take(gate: string, { topic, payload, retain }: IncomingMessage): boolean {
    if (retain || topic !== this.#topicOf(gate)) return false
    if (payload === this.#pending.get(gate)) this.#heard(gate)
    return true
  }

  tick(): void {
    const now = this.parts.now()
    const passed = now - this.#tickedAt
    this.#tickedAt = now
    if (!this.#isOpen) return
    if (this.#drops) return this.#drop(now)
    if (passed > heldUpMs) this.#askedAt += passed
    const since = now - this.#askedAt
    if (this.#pending.size > 0 && since >= returnMs) this.#miss(now)
    else if (this.#pending.size === 0 && since >= periodMs) this.#ask()
  }

  #moved(): string[] {
    return [...this.#gates].filter((gate) => this.parts.moves(gate))
  }

  #ask() {
    this.#askedAt = this.parts.now()
    for (const gate of this.#moved()) {
      const nonce = randomBytes(16).toString('base64url')
      this.#pending.set(gate, nonce)
      const message = { topic: this.#topicOf(gate), payload: nonce, expirySeconds: returnMs / 1000 }
      void this.parts.link
        .send(message)
        .then(({ code }) => (this.#isForbidden = this.#isForbidden || code === 'NOT_ALLOWED'))
    }
  }

  #heard(gate: string) {
    this.#pending.delete(gate)
    this.#deaf.delete(gate)
    if (this.#deaf.size === 0) {
      this.#pauseMs = periodMs
      this.#mayDropAt = -Infinity
    }
    this.#judge(gate, true)
  }

  #miss(now: number) {
    const missed = [...this.#pending.keys()]
    this.#pending.clear()
    this.#drops = now >= this.#mayDropAt
    if (this.#deaf.size === 0) this.parts.trouble(this.#isForbidden)
    for (const gate of missed) {
      const isNews = !this.#deaf.has(gate)
      this.#deaf.add(gate)
      this.#judge(gate, false)
      if (isNews) this.parts.deaf(gate)
    }
  }

  #judge(gate: string, hears: boolean) {
    if (this.#hears.get(gate) === hears) return
    this.#hears.set(gate, hears)
    this.parts.judged(gate)
  }

  #drop(now: number) {
    this.#mayDropAt = now + this.#pauseMs
    this.#pauseMs = Math.min(2 * this.#pauseMs, longestPauseMs)
    this.#drops = false
    this.parts.link.drop()
  }

  #topicOf(gate: string): string {
    const { unit, agent: account } = this.parts
    return topicOf({ kind: 'command', unit, gate, account })
  }
}

/**
 * Returns the problem that a broker delivers no commands. @param whose the broker, in words its operator knows
 * @param forbidden it refuses this account the message by which an agent proves that it hears
 */
export function deliversNothing(whose: string, forbidden: boolean): Error {
  return new Error(
    forbidden
      ? `Máy chủ MQTT ${whose} không cho máy này gửi ở …/gate/…/cmd/ dưới tên của mình, nên máy không biết mình có nghe được lệnh hay không: thêm quyền này.`
      : `Máy chủ MQTT ${whose} không chuyển lệnh tới máy này nữa: đang tự nối lại.`
  )
}
