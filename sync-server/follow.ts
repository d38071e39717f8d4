import { setTimeout as pause } from 'node:timers/promises'
import type { ServerScope } from 'nano'

const pollMs = 50_000
const retryMs = 5_000

/**
 * Calls `changed` after every change of a database, until the returned function is called. Retries when CouchDB is away and
 * misses nothing, since it resumes from the last sequence.
 * @param from the sequence to start after; from 0, existing documents count as a change
 */
export function follow(
  server: ServerScope,
  database: string,
  changed: (ids: readonly string[]) => Promise<unknown>,
  from: number | string = 0
) {
  const ending = new AbortController()
  const { signal } = ending
  let changing: Promise<unknown> = Promise.resolve()
  void (async () => {
    let since = from
    while (!signal.aborted) {
      try {
        const { last_seq, results } = await poll(server, database, since, signal)
        if (results.length > 0 && !signal.aborted) await (changing = changed(results.map(({ id }) => id)))
        since = last_seq
      } catch (problem) {
        // Another database under this name counts its changes from the beginning.
        if ((problem as { statusCode?: number }).statusCode === 404) since = 0
        await pause(retryMs, undefined, { signal }).catch(() => {})
      }
    }
  })()
  return async () => {
    ending.abort()
    // Does not await the poll: after a garbage collection an abort may no longer reach a response that has begun.
    await changing.catch(() => {})
  }
}

function poll(server: ServerScope, database: string, since: number | string, signal: AbortSignal) {
  const qs = { feed: 'longpoll', since, timeout: pollMs }
  const request = { db: database, path: '_changes', qs, signal }
  return server.request(request) as Promise<{ last_seq: number | string; results: { id: string }[] }>
}
