import type { Envelope } from '#lib/domain/fact.ts'
import type { FactOf } from '#lib/domain/facts.ts'
import type { GroupStatus, Official, OfficialRole } from '#lib/domain/hui/facts/register.ts'
import { numberedId, TestStream } from './test-line.ts'

export type Registration = FactOf<'hui.group-registered'>['body']
export type Report = FactOf<'hui.group-reported'>['body']

const said = { by: 'host', how: 'talk' } as const

export const registration = (other: Partial<Registration> = {}): Registration => ({
  on: '2026-01-10',
  said,
  host: numberedId(900),
  zalo: 'Hụi cô Ba Huệ',
  since: '2026-01-10',
  members: 20,
  ...other
})

/** The stream of a group of the register for tests; each number is another group. */
export class TestGroup extends TestStream {
  constructor(
    readonly number = 0,
    first: Partial<Registration> = {}
  ) {
    super(`group/${numberedId(number)}`)
    this.register(first)
  }

  get id() {
    return numberedId(this.number)
  }

  /** Numbers the next record, so that no two groups share an id. */
  #next(other: Partial<Envelope>): Partial<Envelope> {
    return { id: numberedId(this.number * 1_000 + this.facts.length + 1), ...other }
  }

  register(other: Partial<Registration> = {}, envelope: Partial<Envelope> = {}) {
    return this.write('hui.group-registered', registration(other), this.#next(envelope))
  }

  seat(on: string, official: Official, role: OfficialRole = 'police', what: 'seated' | 'left' = 'seated') {
    return this.write(`hui.official-${what}`, { on, official, role }, this.#next({}))
  }

  commit(on: string, reference?: string) {
    const body = { on, said, ...(reference && { reference }) }
    return this.write('hui.commitment-signed', body, this.#next({}))
  }

  report(on: string, other: Partial<Report> = {}) {
    const body = { on, said, gist: 'Kỳ này đã khui', ...other }
    return this.write('hui.group-reported', body, this.#next({}))
  }

  set(on: string, status: GroupStatus, envelope: Partial<Envelope> = {}) {
    return this.write('hui.group-status-set', { on, status }, this.#next(envelope))
  }

  asset(on: string, what: 'gold' | 'rice', text: string) {
    return this.write('hui.asset-line-noted', { on, said, what, text }, this.#next({}))
  }

  remind(on: string, round: string) {
    return this.write('hui.host-reminded', { on, round, text: 'Nhờ cô báo kỳ' }, this.#next({}))
  }

  tip(on: string, incident: string) {
    return this.write('hui.tip-linked', { on, incident }, this.#next({}))
  }

  reverse(entry: string, envelope: Partial<Envelope> = {}) {
    const body = { entry, reason: 'Ghi nhầm' }
    return this.write('hui.group-entry-reversed', body, this.#next(envelope))
  }
}
