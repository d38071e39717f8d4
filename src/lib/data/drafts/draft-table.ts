import type { DBSchema } from 'idb'
import { PhoneDatabase } from '../phone-database.ts'
import type { DraftTable } from './draft-shelf.ts'

interface Drafts extends DBSchema {
  drafts: { key: string; value: string }
}

/**
 * Opens the sealed drafts of all accounts, in a small IndexedDB of their own: they reach the disk, or leave it, as
 * surely as the records, while a browser writes localStorage seconds later.
 * @param old where earlier builds kept them, and where a killed browser brings back what was saved already
 */
export function openDraftTable(old: Storage): DraftTable {
  removeOld(old)
  const database = new PhoneDatabase<Drafts>('antt-drafts', { drafts: {} })
  return {
    async startingWith(prefix) {
      const { store } = await database.begin('drafts', 'readonly')
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
      const [names, sealed] = await Promise.all([store.getAllKeys(range), store.getAll(range)])
      return names.map((name, i) => ({ name, sealed: sealed[i]! }))
    },
    async put(name, sealed) {
      const { store, done } = await database.begin('drafts', 'readwrite')
      await Promise.all([store.put(sealed, name), done])
    },
    async remove(name) {
      const { store, done } = await database.begin('drafts', 'readwrite')
      await Promise.all([store.delete(name), done])
    },
    async rename(from, to) {
      const { store, done } = await database.begin('drafts', 'readwrite')
      const sealed = await store.get(from)
      if (sealed !== undefined) await Promise.all([store.put(sealed, to), store.delete(from)])
      await done
      return sealed !== undefined
    }
  }
}

function removeOld(old: Storage): void {
  const names = Array.from({ length: old.length }, (_, i) => old.key(i)!)
  for (const name of names) if (name.startsWith('draft ')) old.removeItem(name)
}
