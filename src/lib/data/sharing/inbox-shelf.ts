import type { DBSchema } from 'idb'
import type { Wrapped } from '../keys/keys.ts'
import { opaqueName } from '../keys/opaque.ts'
import { PhoneDatabase } from '../phone-database.ts'
import type { SealedPicture, SealedShare, ShareBox } from './share-box.ts'

/** The key pair of an inbox: whoever holds the phone may put something in, only its account takes it out. */
export interface InboxKey {
  id: 'own'
  /** SEC 1, 65 bytes. */
  publicKey: Uint8Array<ArrayBuffer>
  /** Wrapped with the account's data key. */
  privateKey: Wrapped
  /** When the account last opened its notebook here, Unix ms. */
  usedAt: number
}

interface InboxSchema extends DBSchema {
  keys: { key: string; value: InboxKey }
  boxes: { key: string; value: ShareBox }
  /** Apart from their boxes, so that a list of these reads no picture. */
  pictures: { key: [box: string, no: number]; value: SealedPicture }
}

/** One account's inbox on this phone, as it lies on the disk. */
export class InboxShelf {
  readonly #database: PhoneDatabase<InboxSchema>

  constructor(name: string) {
    this.#database = new PhoneDatabase<InboxSchema>(name, {
      keys: { keyPath: 'id' },
      boxes: { keyPath: 'id' },
      pictures: { keyPath: ['box', 'no'] }
    })
  }

  async key(): Promise<InboxKey | undefined> {
    return (await this.#database.begin('keys', 'readonly')).store.get('own')
  }

  async keepKey(key: InboxKey): Promise<void> {
    const { store, done } = await this.#database.begin('keys', 'readwrite')
    await store.put(key)
    await done
  }

  async boxes(): Promise<ShareBox[]> {
    return (await this.#database.begin('boxes', 'readonly')).store.getAll()
  }

  async count(): Promise<number> {
    return (await this.#database.begin('boxes', 'readonly')).store.count()
  }

  async box(id: string): Promise<ShareBox | undefined> {
    return (await this.#database.begin('boxes', 'readonly')).store.get(id)
  }

  /** Returns a box's pictures, in order. */
  async pictures(id: string): Promise<SealedPicture[]> {
    return (await this.#database.begin('pictures', 'readonly')).store.getAll(picturesOf(id))
  }

  /** Adds a box with its pictures, unless so many wait already; returns whether it did. */
  async add({ box, pictures }: SealedShare, most: number): Promise<boolean> {
    const writing = await this.#database.beginOnAll(['boxes', 'pictures'], 'readwrite')
    const boxes = writing.objectStore('boxes')
    const hasRoom = (await boxes.count()) < most
    if (hasRoom) {
      const shelf = writing.objectStore('pictures')
      await Promise.all([boxes.add(box), ...pictures.map((picture) => shelf.add(picture))])
    }
    await writing.done
    return hasRoom
  }

  async remove(id: string): Promise<void> {
    const writing = await this.#database.beginOnAll(['boxes', 'pictures'], 'readwrite')
    await Promise.all([
      writing.objectStore('boxes').delete(id),
      writing.objectStore('pictures').delete(picturesOf(id))
    ])
    await writing.done
  }

  close(): Promise<void> {
    return this.#database.close()
  }
}

const picturesOf = (id: string) => IDBKeyRange.bound([id], [id, []])

const prefix = 'antt-shared-'

/** Opens the database of one account's inbox. Its name holds the account's opaque one, by which a removed notebook takes it along. */
export const inboxOf = async (account: string) => new InboxShelf(`${prefix}${await opaqueName(account)}`)

/** Opens the inbox of the account that used this phone last; null: no notebook was opened here since it has inboxes. */
export async function lastUsedInbox() {
  const names = (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith(prefix) ? [name] : []))
  const found = await Promise.all(
    names.map(async (name) => {
      const shelf = new InboxShelf(name)
      return { shelf, key: await shelf.key() }
    })
  )
  const [last, ...others] = found
    .flatMap(({ shelf, key }) => (key ? [{ shelf, key }] : []))
    .sort((a, b) => b.key.usedAt - a.key.usedAt)
  for (const { shelf } of others) void shelf.close()
  return last ?? null
}

/** Counts what waits for an account, locked or not. */
export async function countShared(account: string): Promise<number> {
  const shelf = await inboxOf(account)
  const count = await shelf.count()
  await shelf.close()
  return count
}
