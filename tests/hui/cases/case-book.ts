import { daysLater, roundDay } from '#lib/domain/hui/calendar.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Period } from '#lib/domain/hui/facts/periods.ts'
import type { Agreement } from '#lib/domain/hui/state.ts'
import type { Signs } from '#lib/domain/hui/warning/signs.ts'
import { agreement, numberedId } from '../test-line.ts'
import { BookWriter } from '../book-writer.ts'

/** A documented collapse, rebuilt as books, without any name or place of the record. */
export interface DocumentedCase {
  label: string
  /** Taken from the published record. */
  published: string
  /** Not published, and chosen so that it raises nothing by itself. */
  assumed: string
  /** Facts of each line up to the collapse; the first line's rounds are counted. */
  books: Envelope[][]
  /** Tells what somebody would have known by asking: identities, accounts, statements. */
  asked: Signs
  /** Rounds of the first line up to the collapse, and their days. */
  rounds: string[]
}

interface LineOfCase {
  number: number
  n: number
  face: number
  period: Period
  startsOn: string
  /** The last day before the collapse. */
  until: string
  /** Holders of the first parts; the other parts have one each. */
  holders?: readonly string[]
  /** The part that takes in round `k`; the last one first unless told otherwise. */
  taker?: (k: number) => number
  /** Share of the face that is bid, percent. */
  bid?: (k: number) => number
  /** Rounds whose taker was not there: the host bid for them. */
  isAbsent?: (k: number) => boolean
  /** Rounds whose pot went to somebody else's account. */
  account?: (k: number) => string | undefined
  /** Days after the agreed one on which a pot was handed over. */
  late?: (k: number) => number
  sells?: readonly { k: number; part: number; to: string }[]
  terms?: Partial<Agreement>
}

export const host = numberedId(900_000_000)
export const personOf = (line: number, part: number) => numberedId(910_000_000 + line * 1_000 + part)

/**
 * Writes a line as the group's posts tell it: who took, the bid, *thu đủ*; what is not told otherwise is as honest books are:
 * the taker was there, the pot was handed over on the day, and its receiver confirmed it.
 */
export function caseLine({
  number,
  n,
  face,
  period,
  startsOn,
  until,
  holders = [],
  taker = (k) => n + 1 - k,
  bid = (k) => (15 * (n - k)) / n,
  isAbsent = () => false,
  account = () => undefined,
  late = () => 0,
  sells = [],
  terms = {}
}: LineOfCase): Envelope[] {
  const parts = Array.from({ length: n }, (_, i) => [
    { person: holders[i] ?? personOf(number, i + 1), units: 1 }
  ])
  const agreed = agreement(n, face, {
    host,
    period,
    startsOn,
    on: startsOn,
    parts,
    commission: { kind: 'none' },
    ...terms
  })
  const book = new BookWriter(number, agreed)
  const said = { by: 'host', how: 'post' } as const
  for (let k = 1; k <= n; k++) {
    const on = roundDay(startsOn, period, k)
    if (on > until) break
    for (const { part, to } of sells.filter((sale) => sale.k === k)) {
      const from = parts[part - 1]![0]!.person
      const body = { on, said, part, from, to, units: 1, fromRound: k, price: face, pays: 'buyer' } as const
      const sale = book.enter(on, 'hui.part-transferred', () => body)
      for (const as of ['buyer', 'host'] as const)
        book.enter(on, 'hui.transfer-signed', () => ({ on, said, transfer: sale.id!, as }))
    }
    const won = k === n ? 0 : Math.floor((face * bid(k)) / 100)
    const part = taker(k)
    const ticket = { part, bid: won, by: isAbsent(k) ? ('host' as const) : ('holder' as const) }
    const held = { k, on, said, taker: part, bid: won, collected: true } as const
    book.enter(on, 'hui.round-held', () =>
      won > 0 ? { ...held, chosen: 'bid', tickets: [ticket] } : { ...held, chosen: 'lot', tickets: [] }
    )
    const handedOn = daysLater(on, late(k))
    if (handedOn > until) continue
    const to = account(k)
    const amount = (k - 1) * face + (n - k) * (face - won)
    const pot = {
      k,
      to: to ?? parts[part - 1]![0]!.person,
      amount,
      commissionKept: 0,
      method: 'transfer'
    } as const
    const isConfirmed = !isAbsent(k) && to === undefined
    const by = isConfirmed ? ({ by: 'member', how: 'call' } as const) : said
    book.enter(handedOn, 'hui.pot-handed', () => ({ ...pot, on: handedOn, said: by, receipt: `B-${k}` }))
  }
  return book.factsUntil(until)
}

/** Returns the days of the rounds of a line up to the collapse. */
export const roundsUntil = (startsOn: string, period: Period, n: number, until: string): string[] =>
  Array.from({ length: n }, (_, i) => roundDay(startsOn, period, i + 1)).filter((on) => on <= until)

/** Returns a list of something numbered from 1 on. */
export const times = <T>(count: number, make: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i + 1))

/** Returns all holders of the lines but some, as people whom somebody has seen. */
export const seenBut = (books: readonly Envelope[][], unseen: readonly string[]): Set<string> => {
  const people = books.flatMap(([agreed]) =>
    (agreed!.body as unknown as Agreement).parts.flat().map(({ person }) => person)
  )
  return new Set(people.filter((person) => !unseen.includes(person)))
}
