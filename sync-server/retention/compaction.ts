import type { ServerScope } from 'nano'
import { nullIfMissing } from '../provision/apply.ts'
import { unitsIn } from '../daily.ts'

/** Kept in each database by itself: it is in no feed, and goes with it. */
const mark = '_local/forgotten'

interface Forgotten {
  _rev?: string
  deleted: number
}

/**
 * A tombstone alone leaves what was there on the disk, for whoever holds it: this writes those databases of these units,
 * or of all, anew in which anything was deleted since. Of the others a number is read. Cut short, it is done again.
 */
export async function compactDeleted(units: readonly string[] | null, server: ServerScope): Promise<void> {
  const existing = await server.db.list()
  for (const unit of units ?? unitsIn(existing))
    for (const database of existing.filter((name) => name.startsWith(`antt-${unit}-`)))
      await compactIfDeleted(database, server).catch(async (problem: unknown) => {
        // Of one that is dropped meanwhile CouchDB says this and that.
        if ((await server.db.list()).includes(database)) throw problem
      })
}

async function compactIfDeleted(database: string, server: ServerScope): Promise<void> {
  const deleted = await nullIfMissing(deletedIn(server, database))
  if (!deleted) return
  const known = await nullIfMissing(server.use(database).get(mark) as Promise<unknown> as Promise<Forgotten>)
  if (deleted <= (known?.deleted ?? 0)) return
  if (await compacted(server, database))
    await server.use(database).insert({ ...known, deleted } as never, mark)
}

/** False where CouchDB is still at it after a minute. */
async function compacted(server: ServerScope, database: string): Promise<boolean> {
  await server.db.compact(database)
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    if (!(await server.db.get(database)).compact_running) return true
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  return false
}

/** How often anything was deleted there; the embedded server counts writes, and each fact is written once. */
async function deletedIn(server: ServerScope, database: string): Promise<number> {
  const { doc_del_count, doc_count, update_seq } = await server.db.get(database)
  return doc_del_count ?? Number(update_seq) - doc_count
}
