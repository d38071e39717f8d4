import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import { laterState, type GateState } from '#lib/domain/gates/contract/state.ts'
import { lifetimeMs, stateExpiryMs } from '#lib/domain/gates/contract/timers.ts'
import { agentsIn, statesIn, topicOf } from '#lib/domain/gates/contract/topics.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Sent } from '../mqtt/connection.ts'
import type { Link } from '../mqtt/link.ts'
import type { Observer, Source } from '../source.ts'
import type { Counters } from './counters.ts'
import { Ear } from './ear.ts'
import { GateClock } from './gate-clock.ts'
import { Sights } from './sights.ts'

/** What is asked of a gate; the line adds who asks, when, and the proof. */
export interface Ask {
  id: string
  action: string
  seen: object
}

interface Heard {
  state: GateState | null
  agentGone: boolean
  replies: readonly Reply[]
}

/** One gate as the line knows it. */
interface Gate {
  state: GateState | null
  replies: Reply[]
  clock: GateClock
  observers: Set<Observer<Heard>>
}

export interface LineParts {
  unit: string
  account: string
  /** Names this page among those of the account. */
  tab: string
  device: { id: string; sign(text: string): Promise<string> }
  directory: Source<StoredFact[]>
  verify(key: PublicKey, text: string, sig: string): Promise<boolean>
  counters: Counters
  /** Unix ms put right by the server, and of the device itself. */
  now(): number
  deviceNow(): number
  /** Runs once after `ms`; gives back how to call it off. */
  after(ms: number, run: () => void): () => void
  /** Runs it whenever a new try may do better; gives back how to end that. */
  onWake(run: () => void): () => void
  connect(): Link
  /** A new UUIDv7. */
  newId(): string
}

/** For how long the line is kept when nobody looks at a gate any more, ms: people go back and forth between screens. */
const keptMs = 10_000
/** So many answers of one gate are kept. */
const repliesLength = 50

/** See `GateLine` in `app/ports.ts`. */
export class PhoneGateLine {
  #link: Link | null = null
  #ear: Ear | null = null
  #tried = false
  #holders = 0
  #cancelEnd = () => {}
  #sleep = () => {}
  readonly #gates = new Map<string, Gate>()
  readonly #sights: Sights

  constructor(private readonly parts: LineParts) {
    const { newId, after } = parts
    this.#sights = new Sights({
      newId,
      after,
      isOpen: () => this.state === 'open',
      ask: (gate, wish) => this.#say('look', gate, wish),
      clockOf: (gate) => this.#gate(gate).clock
    })
  }

  get state(): 'connecting' | 'open' | 'lost' {
    const state = this.#link?.state
    if (state === 'open') return 'open'
    return this.#tried ? 'lost' : 'connecting'
  }

  now(gate: string): number {
    return this.#gate(gate).clock.now()
  }

  skewed(gate: string): boolean {
    return this.#gate(gate).clock.skewed
  }

  heard(id: string): Source<Heard> {
    return {
      subscribe: (observer) => {
        const gate = this.#gate(id)
        gate.observers.add(observer)
        this.#hold()
        observer.next(this.#heardOf(gate))
        return {
          unsubscribe: () => {
            if (gate.observers.delete(observer)) this.#letGo()
          }
        }
      }
    }
  }

  async send(id: string, ask: Ask): Promise<Sent['code']> {
    const { device, counters } = this.parts
    if (this.state !== 'open') return 'OFFLINE'
    const gate = this.#gate(id)
    if (ask.action !== 'STOP' && !this.#isThere(gate)) return 'AGENT_OFFLINE'
    const ctr = await counters.next(device.id, id)
    return this.#say('command', id, { ...ask, ctr })
  }

  show(...[gate, ...where]: Parameters<Sights['show']>): () => void {
    this.#hold()
    const end = this.#sights.show(gate, ...where)
    return () => {
      end()
      this.#letGo()
    }
  }

  /** Signs what is asked of a gate, of now, and sends it once. */
  async #say(
    kind: 'command' | 'look',
    id: string,
    asked: Record<string, unknown> & { id: string }
  ): Promise<Sent['code']> {
    const { unit, account, tab, device } = this.parts
    const gate = this.#gate(id)
    const iat = gate.clock.now()
    const nonce = gate.state?.nonce
    const who = { v: 1, unit, gate: id, actor: account, key: device.id }
    const p = JSON.stringify({ ...who, ...asked, iat, exp: iat + lifetimeMs, ...(nonce && { nonce }) })
    const payload = sealed({ p, s: await device.sign(p) })
    gate.clock.asks(asked.id)
    const sent = await this.#link?.send({
      topic: topicOf({ kind, unit, gate: id, account }),
      payload,
      expirySeconds: lifetimeMs / 1000,
      responseTopic: topicOf({ kind: 'reply', unit, account, tab }),
      correlation: asked.id
    })
    return sent?.code ?? 'OFFLINE'
  }

  async stop(): Promise<void> {
    this.#cancelEnd()
    this.#sleep()
    const link = this.#link
    this.#ear?.stop()
    this.#link = this.#ear = null
    await link?.stop()
  }

  /** Does its agent show signs of life? Without them a command would only be lost. */
  #isThere({ state, clock }: Gate): boolean {
    return state !== null && !this.#ear?.isGone(state.key) && clock.now() - state.agentTime <= stateExpiryMs
  }

  #hold() {
    this.#holders++
    this.#cancelEnd()
    if (!this.#link) this.#begin()
  }

  #letGo() {
    this.#holders--
    if (this.#holders === 0) this.#cancelEnd = this.parts.after(keptMs, () => void this.stop())
  }

  #begin() {
    const { unit, account, tab, directory, verify, connect } = this.parts
    const changed = () => this.#tellAll()
    const ear = new Ear({
      ...{ unit, directory, verify, changed },
      state: (state, live) => this.#stateOf(state, live),
      reply: (reply) => this.#replied(reply),
      sight: (sight) => this.#sights.answered(sight)
    })
    const link = connect()
    const hear = (message: Parameters<Ear['hear']>[0]) => ear.hear(message)
    link.listen(statesIn(unit), hear)
    link.listen(agentsIn(unit), hear)
    link.listen(topicOf({ kind: 'reply', unit, account, tab }), hear)
    this.#tried = false
    link.watch((state) => {
      if (state !== 'connecting') this.#tried = true
      changed()
    })
    this.#sleep = this.parts.onWake(() => link.wake())
    this.#link = link
    this.#ear = ear
  }

  #stateOf(state: GateState, live: boolean) {
    const gate = this.#gate(state.gate)
    gate.state = laterState(gate.state, state)
    if (live) gate.clock.told(state.bootId, state.agentTime)
    this.#tell(gate)
  }

  #replied(reply: Reply) {
    const gate = this.#gate(reply.gate)
    gate.replies = [...gate.replies, reply].slice(-repliesLength)
    gate.clock.answered(reply.id, reply.at)
    this.#tell(gate)
  }

  #gate(id: string): Gate {
    const known = this.#gates.get(id)
    if (known) return known
    const clock = new GateClock(this.parts.now, this.parts.deviceNow)
    const gate: Gate = { state: null, replies: [], clock, observers: new Set() }
    this.#gates.set(id, gate)
    return gate
  }

  #heardOf({ state, replies }: Gate): Heard {
    return { state, replies, agentGone: state !== null && (this.#ear?.isGone(state.key) ?? false) }
  }

  #tell(gate: Gate) {
    for (const observer of gate.observers) observer.next(this.#heardOf(gate))
  }

  #tellAll() {
    for (const gate of this.#gates.values()) this.#tell(gate)
  }
}
