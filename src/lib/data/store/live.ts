import type { MangoQuery, RxDocumentData, RxStorageChangeEvent } from 'rxdb'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Source } from '#lib/ports/source.ts'
import type { Facts } from './database.ts'
import { LiveList } from './live-list.ts'
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

/** Returns the query for facts in a state, oldest first. @param after the id after which it begins */
export function inState(sync: string, after = '') {
  return {
    selector: { sync: sync as StoredFact['sync'], id: { $gt: after } },
    sort: [{ sync: 'asc' as const }, { id: 'asc' as const }],
    index: ['sync', 'id']
  }
}

/**
 * Reads the facts of a query, oldest first, and again after each change. RxDB's own live query restarts whenever a
 * write arrives while it reads, so during a first sync a screen would stay empty until the end. Facts change nothing
 * but their sync state, so here changes are simply applied to what was read.
 */
export function liveFacts(facts: Facts, opener: RowOpener, { mango, matches }: Query): Source<StoredFact[]> {
  const read = () => queryRows(facts, mango)
  const isLimited = mango.limit !== undefined
  return {
    subscribe(observer) {
      const list = new LiveList({ opener, read, matches, isLimited }, observer)
      const changes = facts.eventBulks$.subscribe(({ events }) => list.change(events))
      return {
        unsubscribe() {
          list.close()
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
