import type { Controller, ControllerMessage } from '../controller.ts'
import type { Shutter, ShutterAction } from '../../shutter.ts'

/** Relays of a simulated controller, by name; the gate moves on the edge from off to on, as a control box's inputs do. */
export class Relays {
  readonly #on = new Set<string>()
  constructor(
    readonly pushes: Readonly<Record<string, ShutterAction>>,
    private readonly told: (relay: string, on: boolean) => ControllerMessage
  ) {}

  /** Which relays are on now. */
  get on(): readonly string[] {
    return [...this.#on]
  }

  switch(relay: string, on: boolean): ReturnType<Controller['hear']> {
    const rises = on && !this.#on.has(relay)
    if (on) this.#on.add(relay)
    else this.#on.delete(relay)
    const push = rises ? this.pushes[relay] : undefined
    return { told: [this.told(relay, on)], ...(push && { push }) }
  }

  /** Power that went takes every relay with it. */
  off(): void {
    this.#on.clear()
  }
}

/** A single-button opener: each press is the next of open, stop, close, stop by turns. */
export class Opener {
  #last: -1 | 1

  /** @param last the direction of its last motion */
  constructor(last: -1 | 1 = 1) {
    this.#last = last
  }

  press({ direction, position }: Shutter): ShutterAction {
    if (direction !== 0) {
      this.#last = direction
      return 'stop'
    }
    this.#last = position === 0 ? 1 : position === 100 ? -1 : this.#last > 0 ? -1 : 1
    return this.#last > 0 ? 'open' : 'close'
  }

  /** Notes a motion that another hand began. */
  saw({ direction }: Shutter): void {
    if (direction !== 0) this.#last = direction
  }
}
