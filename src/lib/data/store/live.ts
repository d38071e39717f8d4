import { getHeightOfRevision, type MangoQuery, type RxDocumentData } from 'rxdb'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Source } from '../source.ts'
import type { Facts } from './database.ts'
import { factOf } from './rows.ts'
import type { Row } from './schema.ts'

type Doc = RxDocumentData<Row>

export interface Query {
  mango: MangoQuery<Row>
  matches(row: Row): boolean
}

/** Asks the storage once, past RxDB's cache of documents, which would keep every fact ever read in memory. */
export async function ask(facts: Facts, mango: MangoQuery<Row>): Promise<Doc[]> {
  const { documents } = await facts.storageInstance.query(facts.find(mango).getPreparedQuery())
  return documents as Doc[]
}

/**
 * The facts of a query, oldest first, again after each change. RxDB's own live query starts over whenever a
 * write lands while it reads, so during a first sync a screen would stay empty to its end; facts never change
 * but for their sync state, so here the changes are simply laid over what was read.
 */
export function liveFacts(facts: Facts, key: CryptoKey, { mango, matches }: Query): Source<StoredFact[]> {
  return {
    subscribe(observer) {
      const held = new Map<string, Doc>()
      const opened = new Map<string, StoredFact>()
      let closed = false
      let dirty = false
      let telling: Promise<void> | null = null
      let stale = false

      const lay = (doc: Doc) => {
        const known = held.get(doc.id)
        if (known && getHeightOfRevision(known._rev) > getHeightOfRevision(doc._rev)) return false
        if (!known && !matches(doc)) return false
        held.set(doc.id, doc)
        return true
      }
      const read = async () => {
        stale = false
        const found = await ask(facts, mango)
        if (mango.limit !== undefined) held.clear()
        for (const doc of found) lay(doc)
      }
      const tell = async () => {
        while (dirty && !closed) {
          dirty = false
          if (stale) await read()
          const rows = [...held.values()].filter((doc) => !doc._deleted && matches(doc))
          rows.sort((a, b) => (a.id < b.id ? -1 : 1))
          const shown = await Promise.all(rows.map((row) => open(row, opened, key)))
          if (!closed) observer.next(shown)
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

/** Opens a sealed row once: its body never changes, only its sync state does. */
async function open(row: Doc, opened: Map<string, StoredFact>, key: CryptoKey): Promise<StoredFact> {
  const known = opened.get(row.id)
  if (known && known.sync === row.sync && known.tries === row.tries && known.reason === row.reason)
    return known
  const fact = known ? restated(known, row) : await factOf(row, key)
  opened.set(row.id, fact)
  return fact
}

function restated({ reason: _, ...known }: StoredFact, { sync, tries, reason }: Row): StoredFact {
  return reason === undefined ? { ...known, sync, tries } : { ...known, sync, tries, reason }
}

/** Counts by state, again after each change that touches one of these states. */
export function liveCounts<State extends string>(
  facts: Facts,
  states: readonly State[]
): Source<Record<State, number>> {
  const watched: readonly string[] = states
  return {
    subscribe(observer) {
      let closed = false
      let dirty = true
      const count = async () => {
        while (dirty && !closed) {
          dirty = false
          const counts = await Promise.all(states.map((sync) => countOf(facts, sync)))
          if (!closed) observer.next(Object.fromEntries(states.map((s, i) => [s, counts[i]!])) as never)
        }
      }
      let counting: Promise<void> | null = null
      const wake = () => {
        dirty = true
        counting ??= count()
          .catch((problem) => void (closed || observer.error(problem)))
          .finally(() => {
            counting = null
            if (dirty && !closed) wake()
          })
      }
      const changes = facts.eventBulks$.subscribe(({ events }) => {
        const touched = events.some(
          ({ documentData, previousDocumentData }) =>
            watched.includes((documentData as Row).sync) ||
            (previousDocumentData && watched.includes((previousDocumentData as unknown as Row).sync))
        )
        if (touched) wake()
      })
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

async function countOf(facts: Facts, sync: string): Promise<number> {
  const query = facts.count({ selector: { sync: sync as Row['sync'] }, index: ['sync', 'id'] })
  return (await facts.storageInstance.count(query.getPreparedQuery())).count
}
