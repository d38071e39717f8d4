import { getHeightOfRevision, type MangoQuery, type RxDocumentData, type RxStorageChangeEvent } from 'rxdb'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Source } from '#lib/ports/source.ts'
import type { Facts } from './database.ts'
import { withChanges } from './with-changes.ts'
import type { RowOpener } from './opener.ts'
import type { Row } from './database.ts'

type Doc = RxDocumentData<Row>

export interface Query {
  mango: MangoQuery<Row>
  matches(row: Row): boolean
}

/** Queries the storage once, bypassing RxDB's document cache, which would keep every fact ever read in memory. */
export async function queryRows(facts: Facts, mango: MangoQuery<Row>): Promise<Doc[]> {
  const { documents } = await facts.storageInstance.query(facts.find(mango).getPreparedQuery())
  return documents as Doc[]
}

/**
 * Reads the facts of a query, oldest first, and again after each change. RxDB's own live query restarts whenever a
 * write arrives while it reads, so during a first sync a screen would stay empty until the end. Facts change nothing
 * but their sync state, so here changes are simply applied to what was read.
 */
export function liveFacts(facts: Facts, opener: RowOpener, { mango, matches }: Query): Source<StoredFact[]> {
  return {
    subscribe(observer) {
      const held = new Map<string, Doc>()
      /** Rows that were read or changed since the observer was told. */
      let touched = new Map<string, Doc>()
      let shown: readonly StoredFact[] = []
      const open = opener.reader()
      let closed = false
      let dirty = false
      let telling: Promise<void> | null = null
      let stale = false

      const lay = (doc: Doc) => {
        const known = held.get(doc.id)
        if (known && getHeightOfRevision(known._rev) > getHeightOfRevision(doc._rev)) return false
        if (!known && !matches(doc)) return false
        held.set(doc.id, doc)
        touched.set(doc.id, doc)
        return true
      }
      const read = async () => {
        stale = false
        const found = await queryRows(facts, mango)
        if (mango.limit !== undefined) {
          held.clear()
          shown = []
        }
        for (const doc of found) lay(doc)
      }
      const openIfShown = async (doc: Doc): Promise<StoredFact | null> =>
        doc._deleted || !matches(doc) ? null : open(doc)
      const tell = async () => {
        while (dirty && !closed) {
          dirty = false
          if (stale) await read()
          const docs = [...touched.values()]
          touched = new Map()
          const opened = await Promise.all(docs.map(openIfShown))
          shown = withChanges(shown, new Map(docs.map(({ id }, i) => [id, opened[i] ?? null])))
          if (!closed) observer.next([...shown])
        }
        telling = null
      }
      const wake = () => {
        dirty = true
        telling ??= tell().catch((problem) => {
          telling = null
          if (!closed) observer.error(problem)
        })
      }
      const changes = facts.eventBulks$.subscribe(({ events }) => {
        let touched = false
        for (const { documentData } of events) if (lay(documentData as Doc)) touched = true
        if (!touched) return
        if (mango.limit !== undefined) stale = true
        wake()
      })
      stale = true
      wake()
      return {
        unsubscribe() {
          closed = true
          changes.unsubscribe()
        }
      }
    }
  }
}

/** Time for the screen of a change to draw before the counts follow, ms. */
const drawn = 60

/** Counts by state: at once, and a moment after each change that affects one of these states. */
export function liveCounts<State extends string>(
  facts: Facts,
  states: readonly State[]
): Source<Record<State, number>> {
  const watched: readonly string[] = states
  const touches = ({ documentData, previousDocumentData }: RxStorageChangeEvent<Row>) =>
    watched.includes((documentData as Row).sync) ||
    watched.includes((previousDocumentData as Row | undefined)?.sync ?? '')
  return {
    subscribe(observer) {
      let timer: ReturnType<typeof setTimeout> | null = null
      let closed = false
      const count = async () => {
        const counts = await Promise.all(states.map((sync) => countOf(facts, sync)))
        if (!closed) observer.next(Object.fromEntries(states.map((s, i) => [s, counts[i]!])) as never)
      }
      const fail = (problem: unknown) => void (closed || observer.error(problem))
      let counting = count().catch(fail)
      const changes = facts.eventBulks$.subscribe(({ events }) => {
        if (!events.some(touches)) return
        timer ??= setTimeout(() => {
          timer = null
          // One after the other, so that the newest answer comes last.
          counting = counting.then(count).catch(fail)
        }, drawn)
      })
      return {
        unsubscribe() {
          closed = true
          clearTimeout(timer ?? undefined)
          changes.unsubscribe()
        }
      }
    }
  }
}

async function countOf(facts: Facts, sync: string): Promise<number> {
  const query = facts.count({ selector: { sync: sync as Row['sync'] }, index: ['sync', 'id'] })
  return (await facts.storageInstance.count(query.getPreparedQuery())).count
}
