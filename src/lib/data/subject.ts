import type { Observer, Source, Unsubscribable } from '#lib/ports/source.ts'

/** A source that passes its values to all subscribers; it keeps none. */
export class Subject<T> implements Source<T> {
  readonly #observers = new Set<Observer<T>>()

  /**
   * @param began runs with each new observer, to pass on the current value
   * @param ended runs once for each observer that has unsubscribed
   */
  constructor(
    private readonly began: (observer: Observer<T>) => void = () => {},
    private readonly ended: () => void = () => {}
  ) {}

  get observed(): boolean {
    return this.#observers.size > 0
  }

  subscribe(observer: Observer<T>): Unsubscribable {
    this.#observers.add(observer)
    this.began(observer)
    return {
      unsubscribe: () => {
        if (this.#observers.delete(observer)) this.ended()
      }
    }
  }

  next(value: T): void {
    for (const observer of this.#observers) observer.next(value)
  }

  /** Forgets all observers. */
  clear(): void {
    this.#observers.clear()
  }
}
