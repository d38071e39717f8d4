import type { Database, Pouch } from 'pouchdb'
import { isId } from '#lib/domain/fact.ts'
import { countIn, type DaySums } from '#lib/domain/day-sums.ts'
import { auditDesignId } from '../provision/audit-view.ts'

/** Ids read at a time. */
const stride = 5_000
const narrowing = ['key', 'keys', 'startkey', 'start_key', 'endkey', 'end_key', 'limit', 'skip', 'descending']

/**
 * Answers the audit's view from the ids alone. PouchDB compiles a map function anew for each document and adds up
 * every row at each question: for 50,000 facts 80 s the first time and 1.5 s each other, against half a second.
 * Who may ask is judged before, as for any view.
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
