import type { Source } from '#lib/ports/ports.ts'

/** What a live source says first; nobody listens on. */
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
