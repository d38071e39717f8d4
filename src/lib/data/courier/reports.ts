import type { SessionState } from '#lib/domain/access/session.ts'
import type { CourierReport } from '#lib/ports/courier.ts'
import { Subject } from '../subject.ts'
import type { ExchangeEnd } from './exchange.ts'

/** Holds the courier's latest report; each new subscriber gets it, and every change of it. */
export class Reports extends Subject<CourierReport> {
  current: CourierReport = { state: 'starting', lastExchange: null, audit: null, roles: null, access: null }

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
): Omit<CourierReport, 'audit' | 'roles' | 'access'> {
  if (end.end === 'done') return { state: 'idle', lastExchange: now }
  if (end.end === 'signed-out') return { state: 'signed-out', lastExchange: last }
  if (end.end === 'ended') return { state: 'ended', lastExchange: last }
  if (end.end === 'barred') return { state: 'barred', lastExchange: last }
  if (end.end === 'outdated') return { state: 'outdated', lastExchange: last }
  if (end.end === 'waiting') return { state: 'waiting-for-approval', lastExchange: last }
  if (end.end === 'unreachable') return { state: 'waiting-for-network', lastExchange: last }
  if (end.end === 'phone-trouble') return { state: 'phone-trouble', lastExchange: last }
  if (end.end === 'trouble' && end.portal)
    return { state: 'waiting-for-network', lastExchange: last, portal: true }
  return { state: 'server-trouble', lastExchange: last }
}

/** Returns what an exchange that has ended says of this phone's access; null when it says nothing. */
export function accessOf({ end }: ExchangeEnd): SessionState | null {
  if (end === 'done') return 'approved'
  return end === 'waiting' || end === 'ended' || end === 'barred' ? end : null
}

/** Tells whether this build is known to be too old for the server after an exchange that ended so. */
export const isOutdatedAfter = ({ end }: ExchangeEnd, before: boolean): boolean =>
  end === 'outdated' || (before && end !== 'done' && end !== 'waiting' && end !== 'ended')
