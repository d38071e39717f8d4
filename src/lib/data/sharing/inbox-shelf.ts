import type { DBSchema } from 'idb'
import type { Wrapped } from '../keys/keys.ts'
import { opaqueName } from '../keys/opaque.ts'
import { PhoneDatabase } from '../phone-database.ts'
import type { ShareBox } from './share-box.ts'

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

export interface InboxShelf extends DBSchema {
  keys: { key: string; value: InboxKey }
  boxes: { key: string; value: ShareBox }
}

const prefix = 'antt-shared-'

/** Opens the database of one account's inbox. Its name holds the account's opaque one, by which a removed notebook takes it along. */
export const inboxOf = async (account: string) => open(`${prefix}${await opaqueName(account)}`)

/** Opens the inbox of the account that used this phone last; null: no notebook was opened here since it has inboxes. */
export async function lastUsedInbox() {
  const names = (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith(prefix) ? [name] : []))
  const found = await Promise.all(
    names.map(async (name) => {
      const shelf = open(name)
      const key = await (await shelf.begin('keys', 'readonly')).store.get('own')
      return { shelf, key }
    })
  )
  const [last, ...others] = found
    .flatMap(({ shelf, key }) => (key ? [{ shelf, key }] : []))
    .sort((a, b) => b.key.usedAt - a.key.usedAt)
  for (const { shelf } of others) void shelf.close()
  return last ?? null
}

const open = (name: string) =>
  new PhoneDatabase<InboxShelf>(name, { keys: { keyPath: 'id' }, boxes: { keyPath: 'id' } })
