import type { GateAlert } from '#lib/domain/gates/contract/alert.ts'
import type { Observer } from '../source.ts'

/** So many alerts are remembered, so that none is told twice. */
const memory = 100

/** Who wants to be told of a unit's alerts, each of them once. */
export class AlertBoard {
  readonly #observers = new Set<Observer<GateAlert>>()
  #known: string[] = []

  get watched(): boolean {
    return this.#observers.size > 0
  }

  /** Gives back how to end it: true the first time. */
  watch(observer: Observer<GateAlert>): () => boolean {
    this.#observers.add(observer)
    return () => this.#observers.delete(observer)
  }

  tell(alert: GateAlert): void {
    if (this.#known.includes(alert.id)) return
    this.#known = [...this.#known, alert.id].slice(-memory)
    for (const observer of this.#observers) observer.next(alert)
  }
}
