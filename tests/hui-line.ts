import type { Envelope } from '#lib/domain/fact.ts'
import type { FactOf, FactType } from '#lib/domain/facts.ts'
import { entriesOf } from '#lib/domain/hui/entries.ts'
import { line } from '#lib/domain/hui/line.ts'
import { keptOf } from '#lib/domain/hui/waiting.ts'
import type { LineOpening, RoundBody } from '#lib/domain/hui/state.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'

const start = Date.UTC(2026, 0, 1)
const day = 86_400_000

/** A UUIDv7 that tells which it is: the same number, the same id. */
export const numberedId = (number: number) =>
  uuidv7(
    start + number,
    Uint8Array.from({ length: 10 }, (_, i) => (i === 9 ? number % 256 : 1))
  )

/** The day of round `k`, one a day. */
export const dayOf = (k: number) => new Date(start + k * day).toISOString().slice(0, 10)

/** A stream for tests, written by one phone in order; unsigned, for folds do not look. */
export class TestStream {
  readonly facts: Envelope[] = []

  constructor(readonly stream: string) {}

  write<Type extends FactType>(type: Type, body: FactOf<Type>['body'], other: Partial<Envelope> = {}) {
    const n = this.facts.length + 1
    const fact: Envelope = {
      id: numberedId(n),
      unit: 'phuong-lang-tron',
      book: 'hui',
      stream: this.stream,
      type,
      at: new Date(start + n * 60_000).toISOString(),
      by: 'lt-truong',
      device: 'd'.repeat(43),
      n,
      body: body as Envelope['body'],
      sig: `${'s'.repeat(85)}A`,
      ...other
    }
    this.facts.push(fact)
    return fact
  }
}

/** A line's stream for tests. */
export class TestLine extends TestStream {
  constructor(readonly opening: LineOpening) {
    super(`line/${numberedId(0)}`)
    this.write('hui.line-opened', opening)
  }

  /** What a screen reads of it. */
  get state() {
    return line(this.facts, Date.UTC(2100, 0, 1))!
  }

  get entries() {
    return entriesOf(this.facts as StoredFact[], this.state)
  }

  get kept() {
    return keptOf(this.entries)
  }

  /** Round `k` taken by the one bid that was heard, or by lot when there was none. */
  round(k: number, taker: number, bid: number, other: Partial<RoundBody> = {}, envelope = {}) {
    const bids = bid > 0 ? [{ part: taker, amount: bid }] : []
    const body = { k, on: dayOf(k), bids, taker, bid, byLot: bids.length === 0, ...other }
    return this.write('hui.round-recorded', body, envelope)
  }

  pay(k: number, part: number, amount: number, envelope = {}) {
    return this.write('hui.contribution-paid', { k, part, amount }, envelope)
  }

  advance(k: number, part: number, amount: number, envelope = {}) {
    return this.write('hui.contribution-advanced', { k, part, amount }, envelope)
  }

  stop(on: string, envelope = {}) {
    return this.write('hui.line-stopped', { on, reason: 'Chủ hụi không giao tiền' }, envelope)
  }

  hand(k: number, amount: number, envelope = {}) {
    return this.write('hui.payout-handed', { k, amount }, envelope)
  }

  reverse(entry: string, envelope = {}) {
    return this.write('hui.entry-reversed', { entry, reason: 'Ghi nhầm' }, envelope)
  }
}

/** An opening of `n` parts, each held by another person. */
export function opening(n: number, face: number, commission: LineOpening['commission']): LineOpening {
  const parts = Array.from({ length: n }, (_, i) => numberedId(i + 1))
  return {
    code: 'LT-01',
    host: numberedId(999),
    face,
    period: 'month',
    commission,
    startsOn: dayOf(1),
    parts
  }
}
