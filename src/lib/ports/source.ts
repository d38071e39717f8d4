/** Hears the values of a source. */
export interface Observer<T> {
  next(value: T): void
  error(problem: unknown): void
}

export interface Unsubscribable {
  unsubscribe(): void
}

/**
 * The little of an observable that this app needs; RxDB's fit. It tells its value at once or soon after somebody
 * subscribes, and again after each change.
 */
export interface Source<T> {
  subscribe(observer: Observer<T>): Unsubscribable
}
