import { Dexie, type EntityTable } from 'dexie'
import type { SealedBox } from '#lib/domain/transit/box.ts'

/** A sealed box on this phone, of one device of one account. */
export interface ShelvedBox {
  id: string
  account: string
  device: string
  /** Names what is in it: ids of facts, or a part of a photo. */
  holds: readonly string[]
  /** The records, or the photo by its last part, that count as unsent while it waits. */
  counts: number
  /** Null once the server has it; the row stays until the notebook knows, lest it seals the same again. */
  box: SealedBox | null
  /** Unix ms of the device. */
  at: number
}

/** Holds the boxes of all accounts of this phone, in a small IndexedDB of their own; none of them can be opened here. */
export class BoxShelf {
  readonly #boxes: EntityTable<ShelvedBox, 'id'>

  constructor() {
    const database = new Dexie('antt-outbox', { chromeTransactionDurability: 'strict' }) as Dexie & {
      boxes: EntityTable<ShelvedBox, 'id'>
    }
    database.version(1).stores({ boxes: 'id, account' })
    this.#boxes = database.boxes
  }

  of(account: string): Promise<ShelvedBox[]> {
    return this.#boxes.where({ account }).toArray()
  }

  all(): Promise<ShelvedBox[]> {
    return this.#boxes.toArray()
  }

  async put(box: ShelvedBox): Promise<void> {
    await this.#boxes.put(box)
  }

  /** Notes that the server has a box. */
  async brought(id: string): Promise<void> {
    await this.#boxes.update(id, { box: null })
  }

  async drop(ids: readonly string[]): Promise<void> {
    await this.#boxes.bulkDelete([...ids])
  }
}

let shelf: BoxShelf | undefined

/** Opens the one shelf of this phone. */
export const openBoxShelf = (): BoxShelf => (shelf ??= new BoxShelf())
