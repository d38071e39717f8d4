import { daysLater } from '#lib/domain/hui/calendar.ts'
import type { Commission } from '#lib/domain/hui/facts/agreement.ts'
import type { Period } from '#lib/domain/hui/facts/periods.ts'
import { lunarRounds, solarRounds } from './days.ts'
import type { LinePlan } from './plans.ts'

const million = 1_000_000
const none: Commission = { kind: 'none' }

/**
 * Plans three lines from published judgments and from a text of Cà Mau, exact to the đồng, with
 * invented hosts and before an ISO day. Without a commission in the source there is none; bids missing from the source
 * are invented.
 */
export function courtLines(today: string): LinePlan[] {
  return [
    {
      ...example('VD-01', 7, 21, 5 * million, { kind: 'fixed', amount: 2 * million }),
      ...stopAfter(lunarRounds(daysLater(today, -100), 10, 4, 'quarter')),
      period: 'quarter',
      bids: [1_500_000, 1_600_000, 1_800_000, 1_950_000]
    },
    {
      ...example('VD-02', 8, 25, 5 * million, none),
      ...solarPast(today, 'month', 7),
      bids: [1_000_000, 950_000, 900_000, 900_000, 850_000, 800_000, 800_000],
      firstTakerStops: true
    },
    {
      ...example('VD-03', 9, 29, 5 * million, none),
      ...solarPast(today, 'month', 3),
      bids: [1_000_000, 2_000_000, 2_200_000]
    }
  ]
}

/** Plans a line whose parts have all paid in each round held. */
function example(code: string, host: number, n: number, face: number, commission: Commission) {
  return { code: `${code} ví dụ bản án`, host, n, face, commission, bid: 0, paid: n - 1 }
}

const solarPast = (today: string, period: Period, rounds: number) => ({
  period,
  ...stopAfter(solarRounds(today, period, rounds, 45))
})

/** Stops a line before its next round could be held. */
function stopAfter(days: LinePlan['days']): Pick<LinePlan, 'days' | 'stopped'> {
  const on = daysLater(days.at(-1)!.on, 20)
  const said = { by: 'officer', how: 'paper' } as const
  return { days, stopped: { on, said, reason: 'Ví dụ từ bản án, tên người đã thay' } }
}
