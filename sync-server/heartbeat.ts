import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { ServerScope } from 'nano'
import { nullIfMissing } from './provision/apply.ts'

/** Interval between heartbeats, ms. */
const beatMs = 10_000
/** How long to watch a heartbeat before its server counts as dead, ms: three intervals, since CouchDB may be slow. */
export const watchMs = 3 * beatMs

/** Heartbeats are `_local` documents, absent from feeds and backups, in the one database that every CouchDB has. */
const place = '_users'
const prefix = '_local/server-'

/** The last heartbeat of each server on a CouchDB, by document id. */
export type Beats = ReadonlyMap<string, string>

/** Sends heartbeats to a real CouchDB until the returned function is called. The embedded one is locked instead. */
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
  // Others report that CouchDB is away.
  const timer = setInterval(() => (last = beat().catch(() => {})), every)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await last
    await forget(server, path, database).catch(() => {})
  }
}

/** Reads the last heartbeats. A server that stopped in order leaves none. */
export async function lastBeats(server: ServerScope, database = place): Promise<Beats> {
  const qs = { include_docs: true }
  const answer = await nullIfMissing(server.request({ db: database, path: '_local_docs', qs }))
  const { rows } = (answer ?? { rows: [] }) as { rows: { id: string; doc: { beat: string } }[] }
  return new Map(rows.flatMap(({ id, doc }) => (id.startsWith(prefix) ? [[id, doc.beat]] : [])))
}

/**
 * Tells whether a heartbeat changes or a new one appears while watching. Compares no clocks. Removes the heartbeats of
 * killed servers.
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
