import { createSubscriber } from 'svelte/reactivity'
import type { Source } from '#lib/ports/ports.ts'

/**
 * The only bridge from live queries to runes: subscribes when a screen first reads `current` and unsubscribes when the
 * last one leaves, so no screen owns a subscription.
 */
export class Live<T> {
  #value: T
  #problem: unknown
  #arrived = false
  #subscribe: () => void

  constructor(source: Source<T>, initial: T) {
    this.#value = initial
    this.#subscribe = createSubscriber((update) => {
      const subscription = source.subscribe({
        next: (value) => {
          this.#value = value
          this.#arrived = true
          update()
        },
        error: (problem) => {
          this.#problem = problem
          update()
        }
      })
      return () => subscription.unsubscribe()
    })
  }

  get current(): T {
    this.#subscribe()
    if (this.#problem) throw this.#problem
    return this.#value
  }

  /** False until the first answer: show a skeleton, not an empty list. */
  get arrived(): boolean {
    this.#subscribe()
    return this.#arrived
  }
}
