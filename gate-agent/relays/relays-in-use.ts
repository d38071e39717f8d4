import { mayDriveSame, type DrivenRelays } from './driven.ts'

/** Knows which relays the running gates of a machine drive, those on trial too: one relay moves one gate. */
export class RelaysInUse {
  readonly #byGate = new Map<string, () => DrivenRelays | null>()

  /** Counts from now on what a gate drives at any time, in place of what it drove before; null: nothing is known. */
  use(gate: string, driven: () => DrivenRelays | null): void {
    this.#byGate.set(gate, driven)
  }

  /** Tells whether no other gate than this one drives any of these relays. */
  areFree(gate: string, wanted: DrivenRelays): boolean {
    return [...this.#byGate].every(([other, driven]) => {
      const theirs = other === gate ? null : driven()
      return !theirs || !mayDriveSame(theirs, wanted)
    })
  }
}
