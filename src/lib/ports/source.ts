/** Receives the values of a source. */
export interface Observer<T> {
  next(value: T): void
  error(problem: unknown): void
}

export interface Unsubscribable {
  unsubscribe(): void
}

/**
 * The part of an observable that this app needs; RxDB's fit. Passes its value to each new subscriber at once or soon
 * after, and again after each change.
 */
export interface Source<T> {
  subscribe(observer: Observer<T>): Unsubscribable
}
