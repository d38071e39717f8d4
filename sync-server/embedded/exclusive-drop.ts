import type express from 'express'

/** How long dropping a database waits for pending requests, ms. */
const patience = 2_000

/**
 * Drops a database exclusively: pending requests finish first and later ones wait. Otherwise a reader that opens the
 * database meanwhile would create it again without its validator, or would never be answered.
 */
export function exclusiveDrop(): express.RequestHandler {
  const underWay = new Map<string, Set<Promise<void>>>()
  const dropping = new Map<string, Promise<void>>()

  /** Registers a request and returns what it must wait for. */
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
    // A drop does not wait for feeds, which may never end.
    const turn = query['feed'] === undefined ? before(method, database, !what, over) : dropping.get(database)
    if (turn) await turn
    next()
  }
}
