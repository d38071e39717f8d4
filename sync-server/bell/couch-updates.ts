import { setTimeout as pause } from 'node:timers/promises'
import type { ServerScope } from 'nano'

const pollMs = 50_000
const retryMs = 5_000

interface Page {
  results: { db_name: string; type: string }[]
  last_seq: string
}

/**
 * Follows `_db_updates` of a real CouchDB from now on and reports each changed database, until the returned function is
 * called. Resumes from the last sequence after an outage.
 */
export function followCouchUpdates(
  server: ServerScope,
  moved: (database: string) => void,
  report: (problem: unknown) => void
): () => Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  const poll = (qs: object) => server.request({ path: '_db_updates', qs, signal } as never) as Promise<Page>
  const follow = async () => {
    await feeding(server)
    let since = 'now'
    for (let troubled = false; !signal.aborted;) {
      try {
        const { results, last_seq } = await poll({ feed: 'longpoll', since, timeout: pollMs })
        for (const name of new Set(results.map(({ db_name }) => db_name))) moved(name)
        since = last_seq
        troubled = false
      } catch (problem) {
        if (signal.aborted) return
        if (!troubled) report(problem)
        troubled = true
        await pause(retryMs, undefined, { signal }).catch(() => {})
      }
    }
  }
  const following = follow().catch((problem: unknown) => !signal.aborted && report(problem))
  return async () => {
    ending.abort()
    await Promise.race([following, pause(100)])
  }
}

/** Creates the database that `_db_updates` needs, unless it exists. */
async function feeding(server: ServerScope): Promise<void> {
  await server.db.create('_global_changes').catch((problem: { statusCode?: number }) => {
    if (problem.statusCode !== 412) throw problem
  })
}
