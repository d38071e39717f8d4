import type { GateAlert } from '#lib/domain/gates/contract/alert.ts'
import { Subject } from '../subject.ts'

/** The number of alerts remembered, so that none is reported twice. */
const memory = 100

/** Reports a unit's alerts, each of them once. */
export class AlertFeed extends Subject<GateAlert> {
  #known: string[] = []

  tell(alert: GateAlert): void {
    if (this.#known.includes(alert.id)) return
    this.#known = [...this.#known, alert.id].slice(-memory)
    this.next(alert)
  }
}
