import type { ServerScope } from 'nano'
import { unitOfDatabase } from '#lib/domain/database-names.ts'
import { ignoreIfDone, nullIfMissing } from '../provision/apply.ts'
import { unitsIn } from '../daily.ts'

/** A `_local` document in each database: absent from feeds, and removed with the database. */
const mark = '_local/forgotten'

interface Forgotten {
  _rev?: string
  deleted: number
}

/**
 * Compacts the databases of these units, or of all, in which anything was deleted since the last run, since a tombstone
 * alone leaves the data on the disk. Reads one number of the others. An interrupted run is completed by the next.
 */
export async function compactDeleted(units: readonly string[] | null, server: ServerScope): Promise<void> {
  const existing = await server.db.list()
  for (const unit of units ?? unitsIn(existing))
    for (const database of existing.filter((name) => unitOfDatabase(name) === unit))
      await compactIfDeleted(database, server).catch(async (problem: unknown) => {
        // CouchDB reports various errors for a database dropped meanwhile.
        if ((await server.db.list()).includes(database)) throw problem
      })
}

async function compactIfDeleted(database: string, server: ServerScope): Promise<void> {
  const deleted = await nullIfMissing(deletedIn(server, database))
  if (!deleted) return
  const known = await nullIfMissing(server.use(database).get(mark) as Promise<unknown> as Promise<Forgotten>)
  if (deleted <= (known?.deleted ?? 0)) return
  if (!(await compacted(server, database))) return
  await server
    .use(database)
    .insert({ ...known, deleted } as never, mark)
    .catch(ignoreIfDone)
}

/** Compacts and waits. Returns false when CouchDB is still compacting after a minute. */
async function compacted(server: ServerScope, database: string): Promise<boolean> {
  await server.db.compact(database)
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    if (!(await server.db.get(database)).compact_running) return true
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  return false
}

/** Returns the number of deletions. The embedded server only counts writes, and each fact is written once. */
async function deletedIn(server: ServerScope, database: string): Promise<number> {
  const { doc_del_count, doc_count, update_seq } = await server.db.get(database)
  return doc_del_count ?? Number(update_seq) - doc_count
}
