import type { FactOf } from '#lib/domain/facts.ts'
import type { Commission, LineModel } from '#lib/domain/hui/facts/agreement.ts'
import type { Period } from '#lib/domain/hui/facts/periods.ts'
import { lunarMonthEnds, lunarRounds, solarRounds, type RoundDay } from './days.ts'

export interface LinePlan {
  code: string
  /** Index of the host, from 0. */
  host: number
  n: number
  face: number
  commission: Commission
  period: Period
  /** Days of the rounds held so far; the first is also the line's first day. */
  days: RoundDay[]
  /** Bid of the last round held, đồng; of a fixed line that of each. */
  bid: number
  /** Bids of all rounds held, when they are on record. */
  bids?: readonly number[]
  /** Number of parts that have paid in the last round held; when all have, its pot is handed over too. */
  paid: number
  /** The first taker pays nothing more; the host advances the contributions. */
  firstTakerStops?: boolean
  stopped?: FactOf<'hui.line-stopped'>['body']
  /** A part that two hold, half each: parts are cut in two then. */
  halved?: number
  /** The agreed order says who takes, where no bid does. */
  order?: boolean
  /** `discount` where none is named. */
  model?: LineModel
  /** The host takes the first round without a bid (họ đầu thảo). */
  head?: boolean
}

/** The line whose last round two accounts recorded differently. */
export const disputed = 'LT-18'

const fixed = (amount: number): Commission => ({ kind: 'fixed', amount })
const half: Commission = { kind: 'half' }

/** Plans the running lines, and a finished one, as of an ISO day. LT-04 and LT-07 have the same host. */
export function demoLines(today: string): LinePlan[] {
  const solar = (...of: [period: Period, rounds: number, ago: number]) => solarPlan(today, ...of)
  const lunar = (days: RoundDay[]) => ({ period: 'month' as const, days })
  const million = 1_000_000
  /** Code, host, parts, face, commission, rounds held, last bid, number of parts that have paid it. */
  const rows: [
    string,
    number,
    number,
    number,
    Commission,
    Pick<LinePlan, 'period' | 'days'>,
    number,
    number
  ][] = [
    ['LT-01', 1, 25, 2 * million, fixed(million), lunar(lunarRounds(today, 10, 11)), 350_000, 22],
    ['LT-02', 6, 8, 500_000, half, solar('month', 8, 40), 0, 7],
    ['LT-04', 0, 20, 5 * million, half, solar('month', 7, 4), 900_000, 16],
    ['LT-07', 0, 12, 10 * million, half, solar('month', 5, 6), 1_500_000, 7],
    ['LT-09', 2, 30, 200_000, half, solar('day', 18, 1), 15_000, 25],
    ['LT-12', 3, 12, 5 * million, half, solar('season', 6, 9), 1_200_000, 11],
    ['LT-15', 4, 10, million, fixed(300_000), lunar(lunarMonthEnds(today)), 120_000, 8],
    [disputed, 5, 6, million, fixed(200_000), solar('month', 3, 5), 150_000, 0]
  ]
  const discount = rows.map(([code, host, n, face, commission, course, bid, paid]): LinePlan => {
    return { code, host, n, face, commission, ...course, bid, paid }
  })
  return [...discount, ...otherLines(today)]
}

/** Plans a running line of each other model, and one whose host takes first. */
function otherLines(today: string): LinePlan[] {
  const share: Commission = { kind: 'share', basisPoints: 500 }
  const none: Commission = { kind: 'none' }
  const million = 1_000_000
  return [
    {
      code: 'LT-28',
      host: 11,
      model: 'premium',
      n: 10,
      face: million,
      commission: half,
      ...solarPlan(today, 'month', 4, 11),
      bid: 100_000,
      paid: 9
    },
    {
      code: 'LT-30',
      host: 12,
      model: 'fixed',
      n: 12,
      face: million / 2,
      commission: share,
      ...solarPlan(today, 'half-month', 3, 3),
      bid: 40_000,
      paid: 9
    },
    {
      code: 'LT-31',
      host: 13,
      model: 'interest-free',
      n: 8,
      face: 2 * million,
      commission: none,
      ...solarPlan(today, 'week', 3, 2),
      order: true,
      halved: 5,
      bid: 0,
      paid: 8
    },
    {
      code: 'LT-33',
      host: 14,
      head: true,
      n: 10,
      face: million,
      commission: none,
      ...solarPlan(today, 'month', 4, 13),
      bid: 120_000,
      paid: 8
    }
  ]
}

const solarPlan = (today: string, period: Period, rounds: number, ago: number) => ({
  period,
  days: solarRounds(today, period, rounds, ago)
})
