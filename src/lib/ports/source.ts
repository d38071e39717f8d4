/** The little of an observable that this app needs; RxDB's fit. */
export interface Source<T> {
  subscribe(observer: { next(value: T): void; error(problem: unknown): void }): { unsubscribe(): void }
}
