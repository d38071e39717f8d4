import type { DBSchema } from 'idb'
import type { SealedBox } from '#lib/domain/transit/box.ts'
import { PhoneDatabase } from '../phone-database.ts'

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
  /** The gate at whose box a copy was left, and when, Unix ms of the device: it waits here all the same. */
  left?: { gate: string; at: number }
  /** Unix ms of the device. */
  at: number
}

interface Boxes extends DBSchema {
  boxes: { key: string; value: ShelvedBox; indexes: { account: string } }
}

/** Holds the boxes of all accounts of this phone, in a small IndexedDB of their own; none of them can be opened here. */
export class BoxShelf {
  readonly #database = new PhoneDatabase<Boxes>('antt-outbox', {
    boxes: { keyPath: 'id', indexes: { account: 'account' } }
  })

  async of(account: string): Promise<ShelvedBox[]> {
    const { store } = await this.#database.begin('boxes', 'readonly')
    return store.index('account').getAll(account)
  }

  async all(): Promise<ShelvedBox[]> {
    const { store } = await this.#database.begin('boxes', 'readonly')
    return store.getAll()
  }

  async put(box: ShelvedBox): Promise<void> {
    const { store, done } = await this.#database.begin('boxes', 'readwrite')
    await Promise.all([store.put(box), done])
  }

  /** Notes that a copy of a box was left at a gate. */
  async left(id: string, left: NonNullable<ShelvedBox['left']>): Promise<void> {
    const { store, done } = await this.#database.begin('boxes', 'readwrite')
    const known = await store.get(id)
    if (known) await store.put({ ...known, left })
    await done
  }

  /** Notes that the server has a box. */
  async brought(id: string): Promise<void> {
    const { store, done } = await this.#database.begin('boxes', 'readwrite')
    const known = await store.get(id)
    if (known) await store.put({ ...known, box: null })
    await done
  }

  async drop(ids: readonly string[]): Promise<void> {
    const { store, done } = await this.#database.begin('boxes', 'readwrite')
    await Promise.all([...ids.map((id) => store.delete(id)), done])
  }
}

let shelf: BoxShelf | undefined

/** Opens the one shelf of this phone. */
export const openBoxShelf = (): BoxShelf => (shelf ??= new BoxShelf())
