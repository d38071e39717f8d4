import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { ServerScope } from 'nano'
import { nullIfMissing } from './provision/apply.ts'

/** How often a server says that it runs, ms. */
const beatMs = 10_000
/** How long the word of a server that may have died is watched: three beats, for CouchDB may be slow. */
export const watchMs = 3 * beatMs

/** Where it says so: documents that no feed tells and no backup holds, in the one database that every CouchDB has. */
const place = '_users'
const prefix = '_local/server-'

/** The last word of each server on a CouchDB, by its document. */
export type Beats = ReadonlyMap<string, string>

/** Says on a real CouchDB that this server runs, until the returned stop is called. The embedded one is locked instead. */
export async function startHeartbeat(
  server: ServerScope,
  device: string,
  database = place,
  every = beatMs
): Promise<() => Promise<void>> {
  const path = prefix + device
  const beat = () => server.request({ db: database, path, method: 'put', body: { beat: randomUUID() } })
  let last: Promise<unknown> = beat()
  await last
  // That CouchDB is away others say already.
  const timer = setInterval(() => (last = beat().catch(() => {})), every)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await last
    await forget(server, path, database).catch(() => {})
  }
}

/** What servers have said last on that CouchDB; one that ended in order has said nothing. */
export async function lastBeats(server: ServerScope, database = place): Promise<Beats> {
  const qs = { include_docs: true }
  const answer = await nullIfMissing(server.request({ db: database, path: '_local_docs', qs }))
  const { rows } = (answer ?? { rows: [] }) as { rows: { id: string; doc: { beat: string } }[] }
  return new Map(rows.flatMap(({ id, doc }) => (id.startsWith(prefix) ? [[id, doc.beat]] : [])))
}

/**
 * Whether one of them goes on, or another began. No clock is compared: it is watched until it says something new. The
 * words of those that were killed are removed.
 */
export async function isAnyAlive(
  server: ServerScope,
  before: Beats,
  database = place,
  watch = { every: 500, ms: watchMs }
): Promise<boolean> {
  for (const until = Date.now() + watch.ms; Date.now() < until;) {
    await pause(watch.every)
    const now = await lastBeats(server, database)
    if ([...now].some(([id, beat]) => before.get(id) !== beat)) return true
  }
  for (const id of before.keys()) await forget(server, id, database)
  return false
}

async function forget(server: ServerScope, path: string, db: string) {
  const doc = (await nullIfMissing(server.request({ db, path }))) as { _rev: string } | null
  if (doc) await server.request({ db, path, method: 'delete', qs: { rev: doc._rev } })
}
