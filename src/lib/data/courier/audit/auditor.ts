import { dayMs } from '#lib/domain/day-sums.ts'
import { isDue } from '../../daily.ts'
import type { DrainedDatabase } from '../pull.ts'
import { abortedBy } from '../../http/http.ts'
import { Halt, type ExchangeContext } from '../exchange-context.ts'
import type { AuditReport } from '#lib/ports/courier.ts'
import { noFindings } from './types.ts'
import { keepRecord, recordOf, unknownLife, type AuditRecord } from './records.ts'

/** Delay after the start before an audit begins by itself: the first screens come first, ms. */
const calm = 30_000
/** Delays before the retry of an audit that yielded to something urgent, and of one that failed, ms. */
const afterHurry = 10_000
const afterFailure = 10 * 60_000
/** Delay after an audit that could not bring everything: something on the way may have refused it in passing, ms. */
const afterLeftovers = 60 * 60_000

/** Audits each database daily, at once after a restore, and on request. */
export class Auditor {
  /** Set it to audit all databases now; reset when that is done, or cannot be done. */
  wanted = false
  /** Time from which a due audit may begin, Unix ms; null: none is due. */
  dueAt: number | null = null
  #notBefore: number | null = null
  #anew = false
  readonly #records = new Map<string, AuditRecord>()

  /** @param chance 0 ≤ x < 1; keeps a commune's phones from asking in step */
  constructor(private readonly chance: () => number) {}

  /** Returns the findings of the last audits; null when there was none. */
  get report(): AuditReport | null {
    const records = [...this.#records.values()]
    const done = records.flatMap(({ last }) => last ?? [])
    if (done.length === 0) return null
    const at = Math.max(...done.map((one) => one.at))
    const sum: AuditReport = {
      ...noFindings(),
      at,
      since: Math.min(...done.map((one) => one.at)),
      whole: done.length === records.length
    }
    for (const one of done) {
      sum.records += one.records
      if (one.at !== at) continue
      for (const name of ['fetched', 'resent', 'dropped', 'left'] as const) sum[name] += one[name]
    }
    return sum
  }

  /** Tells whether an audit begins with an exchange that starts at `now`, Unix ms. */
  begins(now: number): boolean {
    return this.wanted || (this.dueAt !== null && now >= this.dueAt)
  }

  /** Audits databases with leftovers again: the server may now accept what it did not accept before. */
  anew(): void {
    this.#anew = true
  }

  /** Audits those that are due among the databases just read to their end. @param urgent ends it early */
  async look(
    context: ExchangeContext,
    drained: readonly DrainedDatabase[],
    urgent: AbortSignal
  ): Promise<void> {
    const now = context.http.now()
    const due: DrainedDatabase[] = []
    for (const one of drained) {
      const record = await this.#recordOf(context, one, now)
      const isLeft = this.#anew && record.last !== null && record.last.left > 0
      if (this.wanted || record.epoch !== one.epoch || isDue(record.next, now) || isLeft) due.push(one)
    }
    if (due.length === 0) this.#anew = false
    this.#notBefore ??= now + calm
    // The wait never exceeds that: if it does, the clock was put back meanwhile.
    if (this.#notBefore - now > afterFailure) this.#notBefore = now
    this.dueAt = due.length > 0 ? this.#notBefore : null
    if (due.length === 0 || (!this.wanted && now < this.#notBefore)) return
    const end = await this.#audit(context, due, urgent)
    if (end !== 'hurried') this.wanted = false
    if (end !== 'done') this.#notBefore = now + (end === 'hurried' ? afterHurry : afterFailure)
    if (end === 'done') this.#anew = false
    this.dueAt = end === 'done' ? null : this.#notBefore
  }

  async #audit(context: ExchangeContext, due: readonly DrainedDatabase[], urgent: AbortSignal) {
    if (urgent.aborted) return 'hurried'
    const here = { ...context, http: abortedBy(context.http, urgent) }
    const at = context.http.now()
    const earlier = 1 - this.chance() / 4
    const code = await import('./audit.ts').catch(() => null)
    let whole = code !== null
    try {
      await code?.auditDatabases(here, due, async (place, found) => {
        whole &&= found !== null
        if (!found) return
        const next = at + (found.left > 0 ? afterLeftovers : dayMs) * earlier
        await this.#keep(here, place, { next, last: { ...found, at } })
      })
      return whole ? 'done' : 'failed'
    } catch (problem) {
      if (urgent.aborted) return 'hurried'
      if (problem instanceof Halt) return 'failed'
      throw problem
    }
  }

  async #keep(
    context: ExchangeContext,
    { name, epoch }: DrainedDatabase,
    kept: { next: number; last: NonNullable<AuditRecord['last']> }
  ) {
    const unfollowed = kept.last.fetched + kept.last.resent > 0
    const { epoch: before } = this.#records.get(name)!
    // In the same or an unknown epoch, only facts that a rewound sequence skipped can be missing: the database is read
    // again.
    if (unfollowed && (before === epoch || before === unknownLife))
      await context.store.keepCheckpoint(name, { seq: '0', epoch })
    const record = { ...kept, epoch }
    await keepRecord(context.store, name, record)
    this.#records.set(name, record)
  }

  /**
   * Returns the record of a database. One that is new to this phone was just read from its start, so its first audit is
   * due within a day.
   */
  async #recordOf(
    { store }: ExchangeContext,
    { name, epoch, before }: DrainedDatabase,
    now: number
  ): Promise<AuditRecord> {
    const known = this.#records.get(name) ?? (await recordOf(store, name))
    const record = known ?? { epoch: before ?? epoch, next: now + dayMs * (1 - this.chance()), last: null }
    if (!known) await keepRecord(store, name, record)
    this.#records.set(name, record)
    return record
  }
}
