import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import { laterState, type GateState } from '#lib/domain/gates/contract/state.ts'
import type { GateSnapshot } from '#lib/ports/gates.ts'
import { Subject } from '../subject.ts'
import { GateClock, type PhoneClocks } from './gate-clock.ts'

/** One gate as the connection knows it. */
export interface KnownGate {
  state: GateState | null
  replies: Reply[]
  clock: GateClock
  snapshots: Subject<GateSnapshot>
}

export interface GateStatesDeps {
  clocks: PhoneClocks
  /** Tells whether the agent with that key has left the broker. */
  isGone(key: string): boolean
  /** Runs before a new observer of a gate hears anything, and after one has left. */
  observed(): void
  left(): void
}

/** The number of answers kept for one gate. */
const repliesLength = 50

/** Keeps what was heard of each gate, and reports it to observers. */
export class GateStates {
  readonly #gates = new Map<string, KnownGate>()

  constructor(private readonly deps: GateStatesDeps) {}

  gate(id: string): KnownGate {
    const known = this.#gates.get(id)
    if (known) return known
    const { clocks, observed, left } = this.deps
    const gate: KnownGate = {
      state: null,
      replies: [],
      clock: new GateClock(clocks),
      snapshots: new Subject((observer) => {
        observed()
        observer.next(this.#snapshot(gate))
      }, left)
    }
    this.#gates.set(id, gate)
    return gate
  }

  /**
   * Takes a state unless it is known or older: repeating one to a phone makes it no younger.
   * @param live it was not a retained message
   */
  stateOf(state: GateState, live: boolean): void {
    const gate = this.gate(state.gate)
    if (laterState(gate.state, state) !== state) return
    gate.state = state
    gate.clock.told(state, live)
    this.#tell(gate)
  }

  replied(reply: Reply): void {
    const gate = this.gate(reply.gate)
    gate.replies = [...gate.replies, reply].slice(-repliesLength)
    gate.clock.answered(reply.id, reply.at)
    this.#tell(gate)
  }

  #snapshot({ state, replies }: KnownGate): GateSnapshot {
    return { state, replies, agentGone: state !== null && this.deps.isGone(state.key) }
  }

  tellAll(): void {
    for (const gate of this.#gates.values()) this.#tell(gate)
  }

  #tell(gate: KnownGate) {
    gate.snapshots.next(this.#snapshot(gate))
  }
}
