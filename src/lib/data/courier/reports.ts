import type { Observer, Source } from '../source.ts'
import type { AuditReport } from './audit/door.ts'
import type { ExchangeEnd } from './exchange.ts'

export interface CourierReport {
  /** `waiting-for-network`: the last try found nobody; `server-trouble`: it answered something unusable; `phone-trouble`: it broke on the phone itself; `signed-out`: the server wants the password anew. */
  state:
    | 'starting'
    | 'exchanging'
    | 'idle'
    | 'waiting-for-network'
    | 'server-trouble'
    | 'phone-trouble'
    | 'signed-out'
  /** Set where the network answers for itself, as one that wants a sign-in first. */
  portal?: true
  /** Until when the server asked to be left alone, Unix ms. */
  waitUntil?: number
  /** Unix ms of the last exchange that went through, both ways. */
  lastExchange: number | null
  /** The last audit that this run of the app knows of. */
  audit: AuditReport | null
  /** The account's roles as the server named them last; null: no courier has set out yet. */
  roles: readonly string[] | null
}

/** The courier's last word, told to everyone who asks and again whenever it changes. */
export class Reports implements Source<CourierReport> {
  current: CourierReport = { state: 'starting', lastExchange: null, audit: null, roles: null }
  readonly #observers = new Set<Observer<CourierReport>>()

  subscribe(observer: Observer<CourierReport>) {
    this.#observers.add(observer)
    observer.next(this.current)
    return { unsubscribe: () => void this.#observers.delete(observer) }
  }

  set(report: CourierReport): void {
    this.current = report
    for (const observer of this.#observers) observer.next(report)
  }
}

/** What is told of an exchange that has ended. @param last when one went through before, Unix ms */
export function reportOf(
  end: ExchangeEnd,
  last: number | null,
  now: number
): Omit<CourierReport, 'audit' | 'roles'> {
  if (end.end === 'done') return { state: 'idle', lastExchange: now }
  if (end.end === 'signed-out') return { state: 'signed-out', lastExchange: last }
  if (end.end === 'unreachable') return { state: 'waiting-for-network', lastExchange: last }
  if (end.end === 'phone-trouble') return { state: 'phone-trouble', lastExchange: last }
  if (end.portal) return { state: 'waiting-for-network', lastExchange: last, portal: true }
  return { state: 'server-trouble', lastExchange: last }
}
