import type { CourierReport } from '#lib/ports/courier.ts'
import { Subject } from '../subject.ts'
import type { ExchangeEnd } from './exchange.ts'

/** Holds the courier's latest report; each new subscriber gets it, and every change of it. */
export class Reports extends Subject<CourierReport> {
  current: CourierReport = { state: 'starting', lastExchange: null, audit: null, roles: null }

  constructor() {
    super((observer) => observer.next(this.current))
  }

  set(report: CourierReport): void {
    this.current = report
    this.next(report)
  }
}

/** Returns the report of an exchange that has ended. @param last the last successful exchange before, Unix ms */
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
