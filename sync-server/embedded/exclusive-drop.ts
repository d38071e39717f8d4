import type express from 'express'

/** How long a database that is dropped waits for requests that are under way, ms. */
const patience = 2_000

/**
 * A database is dropped alone: whoever asked before has his answer first, and whoever asks meanwhile waits. Else a reader
 * that opens it in the midst of that makes it anew, without its rule, or is never answered.
 */
export function exclusiveDrop(): express.RequestHandler {
  const underWay = new Map<string, Set<Promise<void>>>()
  const dropping = new Map<string, Promise<void>>()

  /** What a request to that database has to wait for; it is noted as one itself. */
  function before(method: string, database: string, isWhole: boolean, over: Promise<void>) {
    const drop = dropping.get(database)
    if (method === 'DELETE' && isWhole) {
      const others = [...(underWay.get(database) ?? [])]
      dropping.set(database, over)
      void over.then(() => dropping.get(database) === over && dropping.delete(database))
      const late = new Promise<void>((resolve) => void setTimeout(resolve, patience).unref())
      return Promise.race([Promise.all([drop, ...others]), late])
    }
    const all = underWay.get(database) ?? new Set()
    underWay.set(database, all.add(over))
    void over.then(() => all.delete(over) && all.size === 0 && underWay.delete(database))
    return drop
  }

  return async ({ method, path, query }, response, next) => {
    const [, database = '', what] = path.split('/')
    const over = new Promise<void>((resolve) => response.once('close', resolve))
    // Who waits for news would be waited for in vain.
    const turn = query['feed'] === undefined ? before(method, database, !what, over) : dropping.get(database)
    if (turn) await turn
    next()
  }
}
