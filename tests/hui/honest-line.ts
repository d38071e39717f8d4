import { daysLater, roundDay } from '#lib/domain/hui/calendar.ts'
import { commissionIn } from '#lib/domain/hui/money/commission.ts'
import { duesOf } from '#lib/domain/hui/money/dues.ts'
import type { Agreement, HeldPart, RoundBody } from '#lib/domain/hui/state.ts'
import { split } from '#lib/domain/hui/money/split.ts'
import { BookWriter } from './book-writer.ts'
import { honest } from './honest-parameters.ts'
import type { Random } from './random.ts'

/** Tells what one host does alike in all her lines. */
export interface Habits {
  receipts: number
  confirms: number
  notesPresence: boolean
  household: readonly string[]
}

/** Writes an honest line up to `today`, round after round, as it reaches the book. */
export class HonestLine {
  readonly #book: BookWriter
  readonly #parts: HeldPart[]
  readonly #stopsFrom = new Map<string, number>()
  readonly #terms
  readonly #each: boolean
  #receipts = 0

  constructor(
    readonly agreed: Agreement,
    number: number,
    private readonly today: string,
    private readonly habits: Habits,
    private readonly random: Random,
    each: number
  ) {
    this.#book = new BookWriter(number, agreed)
    this.#terms = { ...agreed, n: agreed.parts.length }
    this.#parts = agreed.parts.map((holders, i) => ({ no: i + 1, takenAt: null, bid: 0, holders }))
    this.#each = random.chance(each)
    if (agreed.advance === 'host')
      for (const person of new Set(agreed.parts.flat().map(({ person }) => person)))
        if (person !== agreed.host && random.chance(honest.stopsPaying))
          this.#stopsFrom.set(person, random.whole([2, agreed.parts.length]))
  }

  write() {
    const { n, startsOn, period } = this.#terms
    const slope = this.random.between(honest.firstBid)
    for (let k = 1; k <= n; k++) {
      const on = roundDay(startsOn, period, k)
      if (on > this.today) break
      if (k > 1 && this.random.chance(honest.transfers / n)) this.#sell(k, on)
      this.#round(k, on, slope)
    }
    return this.#book.factsUntil(this.today)
  }

  #round(k: number, on: string, slope: number): void {
    const { random } = this
    const { head, model, face, n } = this.#terms
    const alive = this.#parts.filter(({ takenAt }) => takenAt === null)
    const isHead = head && k === 1
    const taker = isHead ? this.#parts[0]! : random.of(alive)
    const hasBids = (model === 'discount' || model === 'premium') && k < n && !isHead
    const wanted = slope * ((n - k) / n) * (1 + honest.bidSpread * random.normal())
    // Bids are said in tens of thousands, or in hundredths of a small face.
    const step = Math.max(1, Math.min(10_000, face / 100))
    const said =
      hasBids && !random.chance(honest.nobodyBids)
        ? Math.max(0, Math.floor((wanted * face) / step) * step)
        : 0
    const bid = model === 'fixed' && k < n && !isHead ? this.#terms.bids.fixed! : said
    const chosen: RoundBody['chosen'] = isHead
      ? 'head'
      : model === 'fixed'
        ? 'order'
        : bid > 0
          ? 'bid'
          : 'lot'
    const by = random.weighted(honest.bidBy)
    const tickets = this.habits.notesPresence && chosen === 'bid' ? [{ part: taker.no, bid, by }] : []
    this.#parts[taker.no - 1] = { ...taker, takenAt: k, bid }
    const body = {
      k,
      on,
      said: { by: 'host', how: 'post' },
      chosen,
      taker: taker.no,
      bid,
      tickets,
      collected: !this.#each
    } as const
    this.#enter(on, 'hui.round-held', () => body)
    this.#money(k, on, bid, taker.no)
  }

  #money(k: number, on: string, bid: number, taker: number): void {
    const { random } = this
    const { handoverDays, advance, host } = this.#terms
    const dues = this.#parts.flatMap((part) => duesOf(this.#terms, part, k, bid)).filter(({ due }) => due > 0)
    const days = this.#each ? dues.map(({ holder }) => this.#paidOn(k, on, holder)) : []
    const last = days.reduce<string>((latest, day) => (day && day > latest ? day : latest), on)
    const ready = advance === 'nobody' ? last : on
    const handOn = daysLater(
      ready,
      random.chance(honest.potLate) ? handoverDays + random.whole([1, 2]) : random.whole([0, handoverDays])
    )
    days.forEach((day, i) => {
      const { due: amount, part, holder } = dues[i]!
      const cover = {
        on: handOn,
        said: { by: 'host', how: 'post' },
        k,
        part,
        holder,
        amount,
        by: host
      } as const
      if (!day || day > handOn) this.#enter(handOn, 'hui.contribution-covered', () => cover)
      if (day) this.#pay(day, { k, part, holder, amount })
    })
    const part = this.#parts[taker - 1]!
    const commission = commissionIn(this.#terms, k, part)
    const gross = dues.reduce((sum, { due }) => sum + due, 0)
    const shares = split(
      gross - commission,
      part.holders.map(({ units }) => units)
    )
    part.holders.forEach(({ person }, i) => {
      const isSeen = random.chance(this.habits.confirms)
      const method = random.chance(honest.byTransfer) ? 'transfer' : 'cash'
      const to =
        method === 'transfer' && random.chance(honest.viaHousehold)
          ? (this.habits.household[0] ?? host)
          : person
      const said = isSeen ? ({ by: 'member', how: 'call' } as const) : ({ by: 'host', how: 'post' } as const)
      const body = {
        on: handOn,
        said,
        k,
        to,
        amount: shares[i]!,
        commissionKept: i === 0 ? commission : 0,
        method,
        ...this.#receipt()
      } as const
      this.#enter(handOn, 'hui.pot-handed', () => body)
    })
  }

  /** Returns the day on which a member pays; undefined: never. */
  #paidOn(k: number, on: string, holder: string): string | undefined {
    const { random } = this
    const { collectDays, host } = this.#terms
    if (k >= (this.#stopsFrom.get(holder) ?? Infinity)) return undefined
    if (holder === host) return on
    if (random.chance(honest.veryLate)) return daysLater(on, collectDays + random.whole(honest.veryLateDays))
    if (random.chance(honest.late)) return daysLater(on, collectDays + random.whole(honest.lateDays))
    return daysLater(on, random.whole([0, collectDays]))
  }

  #pay(on: string, due: { k: number; part: number; holder: string; amount: number }): void {
    const said = { by: 'host', how: 'post' } as const
    const body = { on, said, ...due, method: 'cash', ...this.#receipt() } as const
    if (this.random.chance(honest.wrong)) {
      const wrong = this.#enter(on, 'hui.contribution-received', () => ({
        ...body,
        amount: due.amount + 10_000
      }))
      const days = this.random.chance(honest.rightedLater)
        ? this.random.whole([10, 30])
        : this.random.whole([0, 2])
      const seen = daysLater(wrong.at, days)
      this.#book.enter(seen, 'hui.entry-reversed', () => ({ entry: wrong.id!, reason: 'Ghi nhầm số tiền' }))
      this.#book.enter(seen, 'hui.contribution-received', () => body)
    } else this.#enter(on, 'hui.contribution-received', () => body)
  }

  #receipt = () => (this.random.chance(this.habits.receipts) ? { receipt: `LT-07-${++this.#receipts}` } : {})

  /** Sells a living part that one person holds. */
  #sell(k: number, on: string): void {
    const { random } = this
    const part = random.of(
      this.#parts.filter(
        ({ takenAt, holders }) =>
          takenAt === null && holders.length === 1 && holders[0]!.person !== this.agreed.host
      )
    )
    const buyer = random.of(this.agreed.parts.flat()).person
    const from = part?.holders[0]!.person
    if (!part || !from || buyer === from) return
    const units = this.agreed.unitsPerPart
    const said = { by: 'host', how: 'talk' } as const
    const sale = this.#book.enter(on, 'hui.part-transferred', () => ({
      on,
      said,
      part: part.no,
      from,
      to: buyer,
      units,
      fromRound: k,
      price: 1e5,
      pays: 'buyer' as const
    }))
    const isSigned = !random.chance(honest.sellerNeverSigns)
    for (const as of isSigned ? (['buyer', 'host', 'seller'] as const) : (['buyer', 'host'] as const))
      this.#book.enter(on, 'hui.transfer-signed', () => ({ on, said, transfer: sale.id!, as }))
    if (isSigned) this.#parts[part.no - 1] = { ...part, holders: [{ person: buyer, units }] }
  }

  /** Enters a record on its day or the next one, seldom weeks later. */
  #enter: BookWriter['enter'] = (on, type, body) => {
    const late = this.random.chance(honest.entryLate)
      ? this.random.whole(honest.entryLateDays)
      : this.random.whole([0, 1])
    return this.#book.enter(daysLater(on, late), type, body)
  }
}
