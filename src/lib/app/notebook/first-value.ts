import type { Source } from '#lib/ports/ports.ts'

/** Resolves with the first value of a live source, or the first that fits, then unsubscribes. */
export function firstValue<T>(source: Source<T>, fits = (_value: T) => true): Promise<T> {
  return new Promise((resolve, reject) => {
    const subscription = source.subscribe({
      next(value) {
        if (!fits(value)) return
        resolve(value)
        queueMicrotask(() => subscription.unsubscribe())
      },
      error: reject
    })
  })
}
