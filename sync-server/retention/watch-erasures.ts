import { booksOfKind, streamsAbout, type Erasure } from '#lib/domain/erasure/erasure.ts'
import { bookIn } from '#lib/domain/database-names.ts'
import type { Couch } from '../couch.ts'
import { nullIfMissing } from '../provision/apply.ts'
import { carryOutErasures, type ErasureDeps } from './carry-out-erasures.ts'
import { compactDeleted } from './compaction.ts'

interface Changes {
  results: { doc?: { stream?: string } }[]
  last_seq: string | number
}

/** How long `stop` waits for pending work, ms. */
const patience = 2_000
/** Pause after a failure, ms. */
const pauseMs = 5_000

/**
 * Carries out erasure orders as they arrive, and erases again what a phone uploads late. Reads nothing of books without
 * erasures, and only what is new in the others. What fails is tried again, with everything else, after a pause.
 */
export function watchErasures(
  follow: Couch['follow'],
  tools: ErasureDeps,
  report: (problem: unknown) => void,
  pause = pauseMs
): { stop(): Promise<void> } {
  const { nano } = tools.couch
  const standing = new Map<string, Erasure[]>()
  const read = new Map<string, string>()
  const waiting = new Set<string>()
  let stopped = false
  let retry: NodeJS.Timeout | null = null
  let working: Promise<void> = Promise.resolve()

  async function obey(units: readonly string[] | null, settled?: ReadonlySet<string>) {
    const how = { whole: units === null, ...(settled && { settled }) }
    for (const [unit, orders] of await carryOutErasures(units, tools, how)) standing.set(unit, orders)
    // A directory changes with each phone, and where nobody is erased nothing was deleted here.
    const erasing = units?.filter((unit) => (standing.get(unit) ?? []).length > 0) ?? null
    if (erasing?.length !== 0) await compactDeleted(erasing, nano)
  }
  /** Tells whether a database has new facts about an erased person. */
  async function isLate(database: string, orders: readonly Erasure[]): Promise<boolean> {
    const streams = new Set(orders.flatMap(streamsAbout))
    const qs = { since: read.get(database) ?? '0', include_docs: true }
    const asked = nano.request({ db: database, path: '_changes', qs }) as Promise<Changes>
    const page = await nullIfMissing(asked)
    // A dropped database starts from the beginning if it is created again.
    if (!page) read.delete(database)
    if (!page) return false
    read.set(database, String(page.last_seq))
    return page.results.some(({ doc }) => streams.has(doc?.stream ?? ''))
  }
  async function look(database: string) {
    const { unit, book } = bookIn(database)!
    const all = standing.get(unit) ?? []
    // A directory changes with each phone: of what was obeyed no book is read again for that.
    if (book === 'directory') return obey([unit], new Set(all.map(({ id }) => id)))
    const orders = all.filter(({ kind }) => booksOfKind(kind).some((one) => one === book))
    if (orders.length > 0 && (await isLate(database, orders))) await obey([unit])
  }
  async function after(before: Promise<void>, work: () => Promise<void>) {
    await before
    try {
      if (!stopped) await work()
    } catch (problem) {
      if (stopped) return
      report(problem)
      // Tries everything: no further change need come that tells of what has failed.
      retry ??= setTimeout(() => {
        retry = null
        then(() => obey(null))
      }, pause)
    }
  }
  const then = (work: () => Promise<void>) => void (working = after(working, work))
  const unfollow = follow((database) => {
    const book = bookIn(database)?.book
    if (book !== 'directory' && book !== 'hui' && book !== 'duty' && book !== 'private') return
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
      if (retry) clearTimeout(retry)
      await unfollow()
      // The next start completes what is interrupted; a database dropped meanwhile may never answer.
      await Promise.race([working, new Promise((resolve) => setTimeout(resolve, patience))])
    }
  }
}
