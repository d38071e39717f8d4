import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import { laterState, type GateState } from '#lib/domain/gates/contract/state.ts'
import type { Observer } from '../source.ts'
import { GateClock } from './gate-clock.ts'

export interface Heard {
  state: GateState | null
  agentGone: boolean
  replies: readonly Reply[]
}

/** One gate as the line knows it. */
export interface KnownGate {
  state: GateState | null
  replies: Reply[]
  clock: GateClock
  observers: Set<Observer<Heard>>
}

/** So many answers of one gate are kept. */
const repliesLength = 50

/** What a line has heard of each gate, and who wants to know of it. */
export class GateStates {
  readonly #gates = new Map<string, KnownGate>()

  constructor(
    private readonly now: () => number,
    private readonly deviceNow: () => number,
    private readonly isGone: (key: string) => boolean
  ) {}

  gate(id: string): KnownGate {
    const known = this.#gates.get(id)
    if (known) return known
    const clock = new GateClock(this.now, this.deviceNow)
    const gate: KnownGate = { state: null, replies: [], clock, observers: new Set() }
    this.#gates.set(id, gate)
    return gate
  }

  /** @param live it came by itself, and had not been lying at the broker */
  stateOf(state: GateState, live: boolean): void {
    const gate = this.gate(state.gate)
    gate.state = laterState(gate.state, state)
    if (live) gate.clock.told(state.bootId, state.agentTime)
    this.#tell(gate)
  }

  replied(reply: Reply): void {
    const gate = this.gate(reply.gate)
    gate.replies = [...gate.replies, reply].slice(-repliesLength)
    gate.clock.answered(reply.id, reply.at)
    this.#tell(gate)
  }

  heardOf({ state, replies }: KnownGate): Heard {
    return { state, replies, agentGone: state !== null && this.isGone(state.key) }
  }

  tellAll(): void {
    for (const gate of this.#gates.values()) this.#tell(gate)
  }

  #tell(gate: KnownGate) {
    for (const observer of gate.observers) observer.next(this.heardOf(gate))
  }
}
