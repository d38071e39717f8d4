import { rolesAtGate } from '#lib/domain/gates/at-gate.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { closeGate, type ClosingHow } from './close-gate.ts'
import { GateControl, type GateControlDeps } from './gate-control.svelte.ts'

/** The controls of a unit's motor gates. */
export class GateControls {
  readonly #gates = new Map<string, GateControl>()

  readonly #deps: GateControlDeps

  constructor(private readonly parts: BookDeps) {
    const { unit, account, clock } = parts
    this.#deps = {
      unit,
      account,
      clock,
      gateConnection: (local) => parts.gateConnection(local),
      isOffline: () => parts.isOffline(),
      record: (draft) => parts.record(draft),
      rolesAt: (gate) => rolesAtGate(parts.directory(), account, gate, parts.roles)
    }
  }

  /** Returns the control of one gate; the same object for every component that asks. */
  gate(id: string): GateControl {
    const known = this.#gates.get(id)
    if (known) return known
    const control = new GateControl(id, this.#deps)
    this.#gates.set(id, control)
    return control
  }

  /** Closes one gate of several: see `closeGate`. */
  close(id: string, how: ClosingHow = {}): Promise<void> {
    return closeGate(this.gate(id), this.parts, how)
  }
}
