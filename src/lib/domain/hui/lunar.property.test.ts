import { LunarDate, SolarDate } from '@nghiavuive/lunar_date_vi'
import fc from 'fast-check'
import { beforeAll, expect, test, vi } from 'vitest'
import { daysLater, daysOf, halfMonths, monthsOf } from './calendar.ts'
import { periods, type LunarDay, type Period } from './facts/periods.ts'
import { lunarOf, lunarRoundDay, solarOf } from './lunar.ts'

// The calendar asked day by day, month after month: what `lunar.ts` counts must be what this walk finds.

function toLunar(iso: string): LunarDay | null {
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number]
  try {
    const lunar = LunarDate.fromSolarDate(new SolarDate({ year, month, day })).get()
    return { day: lunar.day, month: lunar.month, year: lunar.year, leap: lunar.leap_month }
  } catch {
    return null
  }
}

function asked({ leap, ...lunar }: LunarDay): string | null {
  try {
    const date = new LunarDate({ ...lunar, leap_month: leap })
    date.init()
    const { day, month, year } = date.toSolarDate().get()
    const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    const again = toLunar(iso)
    const keys = ['day', 'month', 'year'] as const
    return again && again.leap === leap && keys.every((key) => again[key] === lunar[key]) ? iso : null
  } catch {
    return null
  }
}

/** The first days of all months of the calendar, in order. */
const months: LunarDay[] = []
beforeAll(() => {
  for (let month = lunarOf('1900-01-31'); month;) {
    months.push(month)
    const last: string | null = asked({ ...month, day: 30 }) ?? asked({ ...month, day: 29 })
    month = last === null ? null : lunarOf(daysLater(last, 1))
  }
})

function inMonth(index: number, day: number): LunarDay | null {
  const month = months[index]
  if (!month) return null
  return asked({ ...month, day }) ? { ...month, day } : day === 30 ? { ...month, day: 29 } : null
}

test('each month of three hundred years begins and ends where the calendar says', () => {
  expect(months).toHaveLength(3_710)
  for (const { leap, ...month } of months) {
    const days = [1, 14, 15, 29, 30].map((day) => ({ ...month, day, leap }))
    for (const lunar of [...days, { ...month, day: 1, leap: !leap }]) {
      const on = solarOf(lunar)
      if (on !== asked(lunar)) throw new Error(`${JSON.stringify(lunar)} ${on}`)
    }
  }
})

test('rounds are on the days that a walk from month to month finds', () => {
  const from = fc.record({
    index: fc.integer({ min: 0, max: 3_709 }),
    day: fc.integer({ min: 1, max: 30 }),
    k: fc.oneof(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 4_000 })),
    period: fc.constantFrom(...periods)
  })
  fc.assert(
    fc.property(from, ({ index, day, k, period }) => {
      const first = { ...months[index]!, day }
      const start = asked(first)
      const [days, halves] = [daysOf[period], halfMonths(day, k)]
      const expected = !start
        ? null
        : days
          ? lunarOf(daysLater(start, days * (k - 1)))
          : period === 'half-month'
            ? inMonth(index + halves.months, halves.day)
            : inMonth(index + monthsOf[period]! * (k - 1), day)
      expect(lunarRoundDay(first, period, k)).toEqual(expected)
    }),
    { numRuns: 1_500 }
  )
})

test('the calendar is asked for the years of a line alone, and for each once', async () => {
  const conversions = vi.spyOn(LunarDate, 'fromSolarDate')
  vi.resetModules()
  const fresh = await import('./lunar.ts')
  const first = { day: 20, month: 1, year: 2026, leap: false }
  const rounds = (from: LunarDay, count: number, period: Period) => {
    const before = conversions.mock.calls.length
    for (let k = 1; k <= count; k++) fresh.lunarRoundDay(from, period, k)
    return conversions.mock.calls.length - before
  }
  expect(rounds(first, 24, 'month')).toBeLessThanOrEqual(2 * 14)
  expect(rounds(first, 24, 'month')).toBe(0)
  // Only the months of the first year and of the last are read.
  const before = conversions.mock.calls.length
  fresh.lunarRoundDay({ ...first, year: 1900 }, 'half-month', 3_137)
  expect(conversions.mock.calls.length - before).toBeLessThanOrEqual(2 * 14)
  expect(rounds({ ...first, year: 1900 }, 900, 'season')).toBeLessThanOrEqual(14 * 300)
  expect(rounds({ ...first, year: 1960 }, 200, 'season')).toBe(0)
  expect(rounds({ ...first, year: 1900 }, 3_000, 'half-month')).toBe(0)
})
