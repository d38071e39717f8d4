import { expect, test } from 'vitest'
import { roundDay } from './calendar.ts'
import { periods } from './facts/periods.ts'

test.each([
  ['day', 18, '2026-11-17'],
  ['week', 3, '2026-11-14'],
  ['ten-days', 2, '2026-11-10'],
  ['half-month', 2, '2026-11-16'],
  ['month', 3, '2026-12-31'],
  ['quarter', 2, '2027-01-31'],
  ['four-months', 2, '2027-02-28'],
  ['season', 4, '2027-10-31']
] as const)('%s: round %i', (period, k, expected) => {
  expect(roundDay('2026-10-31', period, k)).toBe(expected)
})

test('a short month moves its own round only', () => {
  const days = [1, 2, 3, 4].map((k) => roundDay('2027-01-31', 'month', k))
  expect(days).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'])
  expect(roundDay('2028-01-31', 'month', 2)).toBe('2028-02-29')
})

test('half-monthly: two days a month, fifteen apart', () => {
  const days = (startsOn: string) => [1, 2, 3, 4].map((k) => roundDay(startsOn, 'half-month', k))
  expect(days('2026-12-01')).toEqual(['2026-12-01', '2026-12-16', '2027-01-01', '2027-01-16'])
  expect(days('2027-01-31')).toEqual(['2027-01-31', '2027-02-16', '2027-02-28', '2027-03-16'])
  expect(days('2027-02-15')).toEqual(['2027-02-15', '2027-02-28', '2027-03-15', '2027-03-30'])
})

test('rounds lie one after the other, whatever the period and the first day', () => {
  for (const period of periods)
    for (const first of ['2026-11-24', '2027-01-15', '2027-01-29', '2027-01-31', '2028-02-29']) {
      const days = Array.from({ length: 40 }, (_, i) => roundDay(first, period, i + 1))
      expect(days[0]).toBe(first)
      expect(new Set(days).size).toBe(40)
      expect(days.toSorted()).toEqual(days)
    }
})
