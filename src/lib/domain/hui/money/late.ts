import { daysFrom, daysLater } from '../calendar.ts'
import type { Due, Line, Round } from '../state.ts'
import { restsOf } from './pot-rests.ts'

/** The paragraph of Điều 22 NĐ 19/2019 that a late sum falls under. */
type LateBasis = '22.1' | '22.2a' | '22.2b'

/** Principal that was, or still is, late, đồng. */
export interface LateSum {
  k: number
  part: number
  holder: string
  /** Tells who put it in meanwhile; null: nobody, and whom the interest would be owed to is not specified. */
  to: string | null
  amount: number
  /** From the day on which it was due until it was paid; ISO days. */
  from: string
  until: string
  /** Whether it was paid on that day. */
  paid: boolean
  days: number
  basis: LateBasis
  /**
   * đồng; null under 22.2b: there Điều 466.5 BLDS splits what is in term and overdue, which is for a judge or mediator.
   * For reference.
   */
  interest: number | null
}

/** The rate where none was agreed, and the highest that counts, basis points a year. Source: Điều 22 NĐ 19/2019, Điều 468 BLDS. */
const lateRates = { unagreed: 1_000, highest: 2_000 } as const

/** Returns the rate that counts, basis points a year: what was agreed above the highest is outside the law. */
export const countedRate = (agreed: number | null): number =>
  Math.min(agreed ?? lateRates.unagreed, lateRates.highest)

/**
 * Returns the interest on a late sum, đồng, rounded to the nearest; a half up. Each payment counts by itself: two halves may
 * differ from the whole by one đồng. A year has 365 days, leap years too.
 */
export function interestOn(amount: number, rate: number, days: number): number {
  const over = BigInt(amount) * BigInt(rate) * BigInt(days) * 2n + 10_000n * 365n
  return Number(over / (10_000n * 365n * 2n))
}

/**
 * Lists each sum of a line that came late, or is late on a day: by Điều 22, on what a member owed from the day on which it was
 * due (the opening and the agreed days to collect) to the day of payment. Whether a member had taken is judged at that round.
 * Money that was paid ahead, and what the host owes herself, is never late.
 * @param day ISO day asked for
 */
export const lateIn = (line: Pick<Line, 'rounds' | 'parts'>, day: string): LateSum[] =>
  line.rounds.flatMap((round) => round.dues.flatMap((due) => lateOf(due, round, line, day)))

function lateOf(due: Due, round: Round, { parts }: Pick<Line, 'parts'>, day: string): LateSum[] {
  const { terms } = round
  const from = daysLater(round.on, terms.collectDays)
  const takenAt = parts[due.part - 1]!.takenAt
  const hadTaken = takenAt !== null && takenAt < round.k
  const basis: LateBasis = !hadTaken
    ? '22.1'
    : terms.model === 'interest-free' && !terms.head
      ? '22.2a'
      : '22.2b'
  const rate = countedRate(terms.lateRate)
  const late = (amount: number, to: string | null, until: string, paid: boolean): LateSum[] => {
    const days = daysFrom(from, until)
    if (amount === 0 || days <= 0 || to === due.holder) return []
    const interest = basis === '22.2b' ? null : interestOn(amount, rate, days)
    return [
      { k: round.k, part: due.part, holder: due.holder, to, amount, from, until, paid, days, basis, interest }
    ]
  }
  return [
    ...due.pieces.flatMap(({ on, amount, to }) => late(amount, to, on, true)),
    ...due.covers.flatMap(({ by, amount, repaid }) => late(amount - repaid, by, day, false)),
    ...late(due.open, null, day, false)
  ]
}

/** A pot, or some of it, that was or is handed over late, đồng; ISO days. */
export interface LatePot {
  k: number
  /** Whose it is: of a part that is cut each holder has a share, whoever of them it was handed to. */
  to: string
  amount: number
  from: string
  until: string
  /** Whether it was handed over on that day. */
  handed: boolean
  days: number
  /** đồng by Điều 22.1; null where the host need not put in what members still owe, and some of it is open. For reference. */
  interest: number | null
}

/**
 * Lists what of the pots came late, or is late on a day: after the opening and the agreed days to hand over. Of a part that
 * is cut each holder's share is late by itself, until that holder got it, or another holder got it for them. What a taker left
 * with the host, or had set off, is in time from that day on.
 * @param day ISO day asked for
 */
export function latePotsIn({ rounds }: Pick<Line, 'rounds'>, day: string): LatePot[] {
  return rounds.flatMap((round) => {
    const { k, on, terms, open } = round
    const rate = countedRate(terms.lateRate)
    const from = daysLater(on, terms.handoverDays)
    const late = (to: string, amount: number, until: string, isHanded: boolean): LatePot[] => {
      const days = daysFrom(from, until)
      if (amount === 0 || days <= 0) return []
      const interest = terms.advance === 'nobody' && open > 0 ? null : interestOn(amount, rate, days)
      return [{ k, to, amount, from, until, handed: isHanded, days, interest }]
    }
    return [
      ...sharesMoved(round).flatMap(({ on: moved, amount, to }) => late(to, amount, moved, true)),
      ...restsOf(round).flatMap(({ to, amount }) => late(to, amount, day, false))
    ]
  })
}

/** Returns what moved by whose it is: what one holder got beyond their share is the others', in their order. */
function sharesMoved({ moved, hands }: Pick<Round, 'moved' | 'hands'>): Round['moved'] {
  const lacking = new Map(hands.map(({ to, share }) => [to, share]))
  return moved.flatMap(({ on, amount, to }) => {
    let rest = amount
    const first = [to, ...[...lacking.keys()].filter((holder) => holder !== to)]
    return first.map((holder) => {
      const lacks = lacking.get(holder) ?? 0
      const got = Math.min(rest, lacks)
      lacking.set(holder, lacks - got)
      rest -= got
      return { on, amount: got, to: holder }
    })
  })
}
