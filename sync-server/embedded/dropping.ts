import type express from 'express'

/** How long a database that is dropped waits for requests that are under way, ms. */
const patience = 2_000

/**
 * A database is dropped alone: whoever asked before has his answer first, and whoever asks meanwhile is asked to wait. Else
 * a reader that opens it in the midst of that makes it anew, without its rule, or is never answered.
 */
export function dropAlone(): express.RequestHandler {
  const underWay = new Map<string, Set<Promise<void>>>()
  const dropping = new Map<string, Promise<void>>()
  return ({ method, path, query }, response, next) => {
    const [, database = '', what] = path.split('/')
    const over = new Promise<void>((resolve) => response.once('close', resolve))
    const before = dropping.get(database) ?? Promise.resolve()
    if (method === 'DELETE' && database && !what) {
      const others = Promise.all(underWay.get(database) ?? [])
      dropping.set(database, over)
      void over.then(() => dropping.get(database) === over && dropping.delete(database))
      const late = new Promise<void>((resolve) => setTimeout(resolve, patience).unref())
      return void Promise.race([Promise.all([before, others]), late]).then(() => next())
    }
    // Who waits for news would be waited for in vain.
    if (query['feed'] === undefined) {
      const all = underWay.get(database) ?? new Set()
      underWay.set(database, all.add(over))
      void over.then(() => all.delete(over) && all.size === 0 && underWay.delete(database))
    }
    if (dropping.has(database)) void before.then(() => next())
    else next()
  }
}
