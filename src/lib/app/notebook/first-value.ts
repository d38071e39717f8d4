import type { Source } from '#lib/ports/ports.ts'

/** Resolves with the first value of a live source, then unsubscribes. */
export function firstValue<T>(source: Source<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const subscription = source.subscribe({
      next(value) {
        resolve(value)
        queueMicrotask(() => subscription.unsubscribe())
      },
      error: reject
    })
  })
}
