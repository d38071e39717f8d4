import { alarmPlan, type GateContact } from '#lib/domain/alarms/alarm-plan.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { Live } from '../notebook/live.svelte.ts'

/** Lists the contacts who keep a gate's key, as the commander has recorded them. */
export class GateContacts {
  readonly #directory: Live<StoredFact[]>

  constructor({ book }: BookDeps) {
    this.#directory = new Live(book('directory'), [])
  }

  of(gate: string): GateContact | undefined {
    return alarmPlan(this.#directory.current).contacts.get(gate)
  }
}
