import type { DraftTable } from '../drafts/draft-shelf.ts'
import { opaqueName } from '../keys/opaque.ts'

/**
 * Removes the databases of an account's records, photos and drafts from this phone.
 * @throws when another tab still has one open; what was removed until then lies at the server, or is sealed
 */
export async function removeNotebook(
  account: string,
  drafts: Pick<DraftTable, 'startingWith' | 'remove'>
): Promise<void> {
  const own = await opaqueName(account)
  for (const { name = '' } of await indexedDB.databases()) if (name.includes(own)) await remove(name)
  for (const { name } of await drafts.startingWith(`draft ${own} `)) await drafts.remove(name)
}

function remove(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.deleteDatabase(name)
    asked.onsuccess = () => resolve()
    asked.onerror = () => reject(asked.error ?? new Error(`${name} cannot be removed`))
    asked.onblocked = () => reject(new Error(`${name} is open elsewhere`))
  })
}
