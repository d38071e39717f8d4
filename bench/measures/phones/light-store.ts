import type { CourierStore, Checkpoint, Settlement } from '#lib/data/courier/types.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Inventory } from '#lib/data/courier/audit/types.ts'

/** Holds what the courier needs of a phone's store, in memory and in clear: two hundred of them cost next to nothing. */
export class LightStore implements CourierStore {
  readonly damage = { toFetch: () => [], asked: () => {} }
  readonly #facts = new Map<string, StoredFact>()
  readonly #places = new Map<string, Checkpoint>()

  /** Told whenever the server has said something of what was brought. */
  settled = () => {}

  count(sync: StoredFact['sync']): number {
    return [...this.#facts.values()].filter((fact) => fact.sync === sync).length
  }

  write(facts: readonly Envelope[]): void {
    for (const fact of facts) this.#facts.set(fact.id, { ...fact, sync: 'pending', tries: 0 })
  }

  async offered(sync: StoredFact['sync'], after: string, limit: number): Promise<StoredFact[]> {
    const open = [...this.#facts.values()].filter((fact) => fact.sync === sync && fact.id > after)
    return open.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit)
  }

  async settle(settlements: readonly Settlement[]): Promise<void> {
    for (const { id, sync } of settlements)
      if (sync !== 'waiting' && sync !== 'held') this.#facts.set(id, { ...this.#facts.get(id)!, sync })
    this.settled()
  }

  async receive(facts: readonly Envelope[], erased: readonly string[]): Promise<void> {
    for (const fact of facts) this.#facts.set(fact.id, { ...fact, sync: 'received', tries: 0 })
    for (const id of erased) this.#facts.delete(id)
  }

  async unread(): Promise<void> {}

  relieved(): void {}

  async checkpoint(name: string): Promise<Checkpoint | null> {
    return this.#places.get(name) ?? null
  }

  async keepCheckpoint(name: string, place: Checkpoint): Promise<void> {
    this.#places.set(name, place)
  }

  async records(stream: string): Promise<StoredFact[]> {
    const found = [...this.#facts.values()].filter((fact) => fact.stream === stream)
    return found.sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** Nobody audits here, and no quarter is removed: it is asked for and not read. */
  async inventory(): Promise<Inventory> {
    const never = () => {
      throw new Error('nobody audits here')
    }
    return { settled: never, known: never, facts: never }
  }
}
