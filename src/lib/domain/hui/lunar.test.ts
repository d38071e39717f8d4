import { expect, test } from 'vitest'
import { daysLater } from './calendar.ts'
import { lunarOf, lunarRoundDay, solarOf } from './lunar.ts'

const lunar = (day: number, month: number, year: number, leap = false) => ({ day, month, year, leap })

// From published calendars of Việt Nam: Tết, leap months, and a day on which China's calendar differs (Tết 1985, 2007).
test.each([
  ['2026-11-24', lunar(16, 10, 2026)],
  ['2026-02-17', lunar(1, 1, 2026)],
  ['2025-01-29', lunar(1, 1, 2025)],
  ['2024-02-10', lunar(1, 1, 2024)],
  ['2007-02-17', lunar(1, 1, 2007)],
  ['1985-01-21', lunar(1, 1, 1985)],
  ['2025-07-25', lunar(1, 6, 2025, true)],
  ['2023-03-22', lunar(1, 2, 2023, true)],
  ['2020-05-23', lunar(1, 4, 2020, true)],
  ['2028-06-23', lunar(1, 5, 2028, true)]
])('%s', (day, agreed) => {
  expect(lunarOf(day)).toEqual(agreed)
  expect(solarOf(agreed)).toBe(day)
})

test('each day of eighty years goes there and back, and follows the day before', () => {
  let before = lunarOf('1990-01-01')!
  for (let day = '1990-01-02'; day < '2070-01-01'; day = daysLater(day, 1)) {
    const next = lunarOf(day)!
    if (solarOf(next) !== day) throw new Error(day)
    const follows =
      next.day === before.day + 1 ? next.month === before.month : next.day === 1 && before.day >= 29
    if (!follows) throw new Error(day)
    before = next
  }
  expect(before.day).toBeGreaterThan(0)
})

test('a lunar day that does not exist is refused', () => {
  expect(solarOf(lunar(1, 10, 2026, true))).toBeNull()
  expect(solarOf(lunar(1, 6, 2026, true))).toBeNull()
  expect(solarOf(lunar(30, 8, 2026))).toBeNull()
  expect(solarOf(lunar(31, 1, 2026))).toBeNull()
})

test('outside the calendar there is no day, and nothing breaks', () => {
  expect(lunarOf('0001-01-01')).toBeNull()
  expect(lunarOf('1900-01-01')).toBeNull()
  expect(lunarOf('2300-01-01')).toBeNull()
  expect(solarOf(lunar(1, 1, 2300))).toBeNull()
  expect(lunarRoundDay(lunar(1, 12, 2199), 'month', 5)).toBeNull()
})

test('the tenth of each month; a leap month has its round too', () => {
  const first = lunar(10, 5, 2025)
  const rounds = [1, 2, 3, 4].map((k) => lunarRoundDay(first, 'month', k))
  expect(rounds).toEqual([first, lunar(10, 6, 2025), lunar(10, 6, 2025, true), lunar(10, 7, 2025)])
  expect(lunarRoundDay(lunar(10, 10, 2026), 'month', 4)).toEqual(lunar(10, 1, 2027))
})

test('a 30th falls on the 29th where the month has no more, and comes back after', () => {
  const days = Array.from({ length: 24 }, (_, i) => lunarRoundDay(lunar(30, 1, 2026), 'month', i + 1)!)
  for (const agreed of days) expect(agreed.day === 30 || solarOf({ ...agreed, day: 30 }) === null).toBe(true)
  expect(new Set(days.map(({ day }) => day))).toEqual(new Set([29, 30]))
})

test('other periods: days by the sun, seasons by four months, half months fifteen days apart', () => {
  expect(lunarRoundDay(lunar(16, 10, 2026), 'week', 2)).toEqual(lunarOf('2026-12-01'))
  expect(lunarRoundDay(lunar(10, 2, 2026), 'season', 2)).toEqual(lunar(10, 6, 2026))
  expect(lunarRoundDay(lunar(1, 2, 2026), 'half-month', 2)).toEqual(lunar(16, 2, 2026))
  expect(lunarRoundDay(lunar(16, 2, 2026), 'half-month', 2)).toEqual(lunar(1, 3, 2026))
})
