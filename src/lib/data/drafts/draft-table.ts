import { Dexie, type Table } from 'dexie'
import type { DraftTable } from './draft-shelf.ts'

/**
 * Opens the sealed drafts of all accounts, in a small IndexedDB of their own: they reach the disk, or leave it, as
 * surely as the records, while a browser writes localStorage seconds later.
 * @param old where earlier builds kept them, and where a killed browser brings back what was saved already
 */
export function openDraftTable(old: Storage): DraftTable {
  removeOld(old)
  const database = new Dexie('antt-drafts', { chromeTransactionDurability: 'strict' }) as Dexie & {
    drafts: Table<string, string>
  }
  database.version(1).stores({ drafts: '' })
  const { drafts } = database
  return {
    async startingWith(prefix) {
      const found: { name: string; sealed: string }[] = []
      await drafts
        .where(':id')
        .startsWith(prefix)
        .each((sealed, { primaryKey: name }) => found.push({ name, sealed }))
      return found
    },
    async put(name, sealed) {
      await drafts.put(sealed, name)
    },
    async remove(name) {
      await drafts.delete(name)
    },
    rename: (from, to) =>
      database.transaction('rw', drafts, async () => {
        const sealed = await drafts.get(from)
        if (sealed === undefined) return false
        await drafts.put(sealed, to)
        await drafts.delete(from)
        return true
      })
  }
}

function removeOld(old: Storage): void {
  const names = Array.from({ length: old.length }, (_, i) => old.key(i)!)
  for (const name of names) if (name.startsWith('draft ')) old.removeItem(name)
}
