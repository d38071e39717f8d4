import type { CourierReport, Source } from '#lib/app/ports.ts'

type Observer = Parameters<Source<CourierReport>['subscribe']>[0]

/** The courier's last word, told to everyone who asks and again whenever it changes. */
export class Reports implements Source<CourierReport> {
  current: CourierReport = { state: 'starting', lastExchange: null }
  readonly #observers = new Set<Observer>()

  subscribe(observer: Observer) {
    this.#observers.add(observer)
    observer.next(this.current)
    return { unsubscribe: () => void this.#observers.delete(observer) }
  }

  set(report: CourierReport): void {
    this.current = report
    for (const observer of this.#observers) observer.next(report)
  }
}
