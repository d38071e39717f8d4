/** Something that can be watched: it tells its value at once or soon, and again after each change. */
export interface Source<T> {
  subscribe(observer: Observer<T>): { unsubscribe(): void }
}

export interface Observer<T> {
  next(value: T): void
  error(problem: unknown): void
}
