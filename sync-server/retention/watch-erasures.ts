import { bookOfKind, type Erasure } from '#lib/domain/erasure/erasure.ts'
import { bookIn } from '#lib/domain/database-names.ts'
import type { Couch } from '../couch.ts'
import { nullIfMissing } from '../provision/apply.ts'
import { carryOutErasures, type ErasureDeps } from './carry-out-erasures.ts'
import { compactDeleted } from './compaction.ts'

interface Changes {
  results: { doc?: { stream?: string } }[]
  last_seq: string | number
}

/** How long whoever stops waits for what is under way, ms. */
const patience = 2_000

/**
 * Obeys orders to erase as they come, and erases again what a phone brings late. Of a book of which nothing was erased
 * nothing is read, of another one what is new.
 */
export function watchErasures(
  follow: Couch['follow'],
  tools: ErasureDeps,
  report: (problem: unknown) => void
): { stop(): Promise<void> } {
  const { nano } = tools.couch
  const standing = new Map<string, Erasure[]>()
  const read = new Map<string, string>()
  const waiting = new Set<string>()
  let stopped = false
  let working: Promise<void> = Promise.resolve()

  async function obey(units: readonly string[] | null) {
    for (const [unit, orders] of await carryOutErasures(units, tools, units === null))
      standing.set(unit, orders)
    await compactDeleted(units, nano)
  }
  /** Is there anything new in that database about somebody who was erased? */
  async function isLate(database: string, orders: readonly Erasure[]): Promise<boolean> {
    const streams = new Set(orders.map(({ kind, subject }) => `${kind}/${subject}`))
    const qs = { since: read.get(database) ?? '0', include_docs: true }
    const asked = nano.request({ db: database, path: '_changes', qs }) as Promise<Changes>
    const page = await nullIfMissing(asked)
    // A database that was dropped begins anew, if ever.
    if (!page) read.delete(database)
    if (!page) return false
    read.set(database, String(page.last_seq))
    return page.results.some(({ doc }) => streams.has(doc?.stream ?? ''))
  }
  async function look(database: string) {
    const { unit, book } = bookIn(database)!
    const orders = (standing.get(unit) ?? []).filter(({ kind }) => bookOfKind(kind) === book)
    if (book === 'directory' || (orders.length > 0 && (await isLate(database, orders)))) await obey([unit])
  }
  async function after(before: Promise<void>, work: () => Promise<void>) {
    await before
    try {
      if (!stopped) await work()
    } catch (problem) {
      if (!stopped) report(problem)
    }
  }
  const then = (work: () => Promise<void>) => void (working = after(working, work))
  const unfollow = follow((database) => {
    const book = bookIn(database)?.book
    if (book !== 'directory' && book !== 'hui' && book !== 'duty') return
    if (waiting.has(database)) return
    waiting.add(database)
    then(() => {
      waiting.delete(database)
      return look(database)
    })
  }, report)
  then(() => obey(null))
  return {
    async stop() {
      stopped = true
      await unfollow()
      // What is cut short is done again at the next start; a database that goes meanwhile may never answer.
      await Promise.race([working, new Promise((resolve) => setTimeout(resolve, patience))])
    }
  }
}
