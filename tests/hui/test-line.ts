import { deviceCode } from '#lib/domain/devices/device-code.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Fact, FactOf } from '#lib/domain/facts.ts'
import { entriesOf } from '#lib/domain/hui/entries.ts'
import { line } from '#lib/domain/hui/line.ts'
import { receiptFor } from '#lib/domain/hui/money/receipts.ts'
import { outlineOf } from '#lib/domain/hui/outline.ts'
import { keptOf } from '#lib/domain/hui/waiting.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Agreement, RoundBody } from '#lib/domain/hui/state.ts'
import { TestMembers } from './test-members.ts'
import { dayOf, numberedId, said, testDevice } from './test-stream.ts'

export { dayOf, numberedId, said, TestStream } from './test-stream.ts'

/** A line's stream for tests. */
export class TestLine extends TestMembers {
  /** Tells what a screen reads of it. */
  get state() {
    return line(this.facts, Date.UTC(2100, 0, 1))!
  }

  /** Tells what a list shows of it. */
  get outline() {
    return outlineOf(this.state, this.facts as StoredFact[])
  }

  get entries() {
    return entriesOf(this.facts as StoredFact[], this.state)
  }

  get kept() {
    return keptOf(this.entries)
  }

  /** Round `k` taken by the one bid that was heard, or by lot when there was none. */
  round(k: number, taker: number, bid: number, other: Partial<RoundBody> = {}, envelope = {}) {
    const tickets = bid > 0 ? [{ part: taker, bid, by: 'holder' as const }] : []
    const { head } = this.agreement
    const chosen = head && k === 1 ? 'head' : bid > 0 ? 'bid' : 'lot'
    const body = { k, on: dayOf(k), said, taker, bid, chosen, tickets, collected: false, ...other } as const
    return this.write('hui.round-held', body, envelope)
  }

  /** A lot among the parts that are alive, before the holder of part 1. */
  lot(k: number, drawn: number, other: Partial<FactOf<'hui.lot-drawn'>['body']> = {}) {
    const parts = this.agreement.parts.map((_, i) => i + 1).filter((no) => no >= k)
    const body = { k, on: dayOf(k), said, parts, drawn, witnesses: [this.holder(1)], ...other }
    return this.write('hui.lot-drawn', body)
  }

  /** The holder at the beginning of the part that took round `k`; of part 1 where none did. */
  taker(k: number): string {
    const round = this.facts.findLast(({ type, body }) => type === 'hui.round-held' && body['k'] === k)
    return this.holder((round?.body['taker'] as number | undefined) ?? 1)
  }

  pay(
    k: number,
    part: number,
    amount: number,
    { holder = this.holder(part), on = dayOf(k) } = {},
    envelope = {}
  ) {
    const body = { on, said, k, part, holder, amount, method: 'cash' } as const
    return this.write('hui.contribution-received', body, envelope)
  }

  cover(
    k: number,
    part: number,
    amount: number,
    { by = this.agreement.host, holder = this.holder(part), on = dayOf(k) } = {},
    envelope = {}
  ) {
    return this.write('hui.contribution-covered', { on, said, k, part, holder, amount, by }, envelope)
  }

  repay(
    k: number,
    part: number,
    amount: number,
    { to = this.agreement.host, holder = this.holder(part), on = dayOf(k) } = {}
  ) {
    return this.write('hui.advance-repaid', { on, said, k, part, holder, amount, to })
  }

  prepay(holder: string, amount: number, on: string) {
    return this.write('hui.prepaid', { on, said, holder, amount, method: 'cash' })
  }

  hand(
    k: number,
    amount: number,
    { to = this.taker(k), commissionKept = 0, on = dayOf(k) } = {},
    envelope = {}
  ) {
    const body = { on, said, k, to, amount, commissionKept, method: 'cash' } as const
    return this.write('hui.pot-handed', body, envelope)
  }

  /** Takes what the holder of part `part` owes of round `k` out of the pot of another round. */
  setOff(pot: number, k: number, part: number, amount: number, { on = dayOf(pot) } = {}) {
    return this.write('hui.set-off-agreed', { on, said, k, part, holder: this.holder(part), amount, pot })
  }

  leave(k: number, amount: number, holder = this.taker(k)) {
    return this.write('hui.pot-left', { on: dayOf(k), said, k, holder, amount })
  }

  amend(fromRound: number, changes: FactOf<'hui.terms-amended'>['body']['changes']) {
    return this.write('hui.terms-amended', { on: dayOf(0), said, fromRound, changes, reason: 'Ghi nhầm' })
  }

  /** Late interest of a due, or without a part of the pot, paid to the host unless told otherwise. */
  payInterest(
    k: number,
    part: number | undefined,
    amount: number,
    { from = this.holder(part ?? 1), to = this.agreement.host, on = dayOf(k) } = {}
  ) {
    const body = { on, said, k, ...(part && { part }), from, to, amount, method: 'cash' } as const
    return this.write('hui.late-interest-paid', body)
  }

  waive(
    k: number,
    part: number | undefined,
    amount: number,
    { from = this.holder(part ?? 1), by = this.agreement.host, on = dayOf(k) } = {}
  ) {
    return this.write('hui.penalty-waived', { on, said, k, ...(part && { part }), from, by, amount })
  }

  /** A debt to the host in instalments, by day and sum. */
  acknowledge(
    from: string,
    instalments: readonly (readonly [on: string, amount: number])[],
    { to = this.agreement.host, spouse = '', on = dayOf(1) } = {}
  ) {
    const amount = instalments.reduce((sum, [, one]) => sum + one, 0)
    const body = {
      on,
      said,
      from,
      to,
      amount,
      instalments: instalments.map(([on, amount]) => ({ on, amount }))
    }
    return this.write('hui.debt-acknowledged', { ...body, ...(spouse && { spouse }) })
  }

  settle(
    shares: FactOf<'hui.settlement-agreed'>['body']['shares'],
    signed: string[],
    { on = dayOf(1) } = {}
  ) {
    return this.write('hui.settlement-agreed', { on, said, shares, signed })
  }

  payAgreed(
    agreed: string,
    from: string,
    amount: number,
    { to = this.agreement.host, on = dayOf(1) } = {},
    envelope = {}
  ) {
    const body = { on, said, agreed, from, to, amount, method: 'cash' } as const
    return this.write('hui.agreed-paid', body, envelope)
  }

  /** Issues a receipt for money that counts, as the app would now; null where none can be. */
  issue(
    money: Envelope,
    other: Partial<FactOf<'hui.receipt-issued'>['body']> = {},
    envelope: Partial<Envelope> = {}
  ) {
    const says = receiptFor(this.state, money as Fact)
    if (!says) return null
    const code = deviceCode(envelope.device ?? testDevice)
    const number = `LT-${code}-${String(this.facts.length + 1).padStart(6, '0')}`
    return this.write('hui.receipt-issued', { on: dayOf(1), said, number, ...says, ...other }, envelope)
  }

  stop(on: string, envelope = {}) {
    return this.write('hui.line-stopped', { on, said, reason: 'Chủ hụi không giao tiền' }, envelope)
  }

  confirm(entry: string, by: FactOf<'hui.entry-confirmed'>['body']['said']['by'] = 'officer') {
    return this.write('hui.entry-confirmed', { on: dayOf(1), said: { by, how: 'talk' }, entry })
  }

  confirmAnother(entry: string) {
    return this.write('hui.entry-confirmed', { on: dayOf(1), said, entry, another: true })
  }

  deny(entry: string, reason = 'Tôi chưa đóng') {
    return this.write('hui.entry-denied', {
      on: dayOf(1),
      said: { by: 'member', how: 'talk' },
      entry,
      reason
    })
  }

  reverse(entry: string, envelope = {}) {
    return this.write('hui.entry-reversed', { entry, reason: 'Ghi nhầm' }, envelope)
  }
}

/** An agreement of `n` whole parts, each held by another person. */
export function agreement(n: number, face: number, other: Partial<Agreement> = {}): Agreement {
  return {
    on: dayOf(0),
    said,
    code: 'LT-01',
    host: numberedId(999),
    model: 'discount',
    head: false,
    face,
    unitsPerPart: 1,
    parts: Array.from({ length: n }, (_, i) => [{ person: numberedId(i + 1), units: 1 }]),
    period: 'month',
    startsOn: dayOf(1),
    bids: {},
    tickets: { white: true, proxy: true, absent: true },
    commission: { kind: 'half' },
    hostPays: true,
    advance: 'host',
    lateRate: null,
    collectDays: 0,
    handoverDays: 0,
    ...other
  }
}

/** Whole parts 1, 2, 3 …, each held by one of these people. */
export const wholeParts = (...people: string[]): Agreement['parts'] =>
  people.map((person) => [{ person, units: 1 }])
