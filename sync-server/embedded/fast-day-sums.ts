import type { Database, Pouch } from 'pouchdb'
import { isId } from '#lib/domain/fact.ts'
import { countIn, type DaySums } from '#lib/domain/day-sums.ts'
import { auditDesignId } from '../provision/audit-view.ts'

/** Ids per read. */
const stride = 5_000
const narrowing = ['key', 'keys', 'startkey', 'start_key', 'endkey', 'end_key', 'limit', 'skip', 'descending']

/**
 * Answers the audit's view from the ids alone. PouchDB compiles the map function for each document and sums every row at
 * each query: for 50,000 facts 80 s the first time and 1.5 s later, against half a second here. Access is checked before,
 * as for any view.
 */
export function fastDaySums(pouch: Pouch): void {
  const { query } = pouch.prototype
  pouch.prototype.query = async function (this: Database, view, options) {
    const whole = options['group'] === true && !narrowing.some((name) => name in options)
    if (view !== 'audit/days' || !whole) return query.call(this, view, options)
    await this.get(auditDesignId)
    const sums: DaySums = new Map()
    for (let startkey = '0', skip = 0; ;) {
      const { rows } = await this.allDocs({ startkey, skip, limit: stride })
      for (const { id } of rows) if (isId(id)) countIn(sums, id)
      if (rows.length < stride) break
      startkey = rows.at(-1)!.id
      skip = 1
    }
    return { rows: [...sums].map(([key, { count, sum }]) => ({ key, value: [count, sum] })) }
  }
}
