import type { Observer, Source, Unsubscribable } from '#lib/ports/source.ts'

/**
 * Lets many read one source: it is subscribed to once for as long as anybody reads, and whoever comes later is told the
 * last value at once.
 */
export function sharedSource<T>(source: Source<T>): Source<T> {
  const observers = new Set<Observer<T>>()
  let last: { value: T } | null = null
  let watching: Unsubscribable | null = null
  return {
    subscribe(observer) {
      observers.add(observer)
      if (last) observer.next(last.value)
      watching ??= source.subscribe({
        next(value) {
          last = { value }
          for (const one of observers) one.next(value)
        },
        error(problem) {
          for (const one of observers) one.error(problem)
        }
      })
      return {
        unsubscribe() {
          observers.delete(observer)
          if (observers.size > 0) return
          watching?.unsubscribe()
          watching = last = null
        }
      }
    }
  }
}
