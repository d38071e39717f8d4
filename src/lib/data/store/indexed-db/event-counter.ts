import type { RxCollection } from 'rxdb'

/**
 * Stands in for RxDB's `change-event-buffer`, see `scripts/rxdb-parts.ts`: counts the changes of a collection. None is kept,
 * so that a live query asks again.
 */
export function createChangeEventBuffer({ eventBulks$ }: Pick<RxCollection, 'eventBulks$'>) {
  let count = 0
  const counting = eventBulks$.subscribe(({ events }) => (count += events.length))
  return {
    getCounter: () => count,
    getFrom: () => null,
    close: () => counting.unsubscribe()
  }
}
