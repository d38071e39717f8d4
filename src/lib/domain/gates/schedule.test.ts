import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { eveningMs, eveningOf, Schedule, shutUntil, weekdays } from './schedule.ts'

const hour = 3_600_000
/** In Vietnam; 24/11/2026 is a Tuesday. */
const at = (text: string) => Date.parse(`${text}:00+07:00`)
const daily: Schedule = { closeAt: '22:00' }
const week: Schedule = { closeAt: { T2: '22:00', T3: '20:30', T7: '23:30' }, openAt: '04:00' }
const isValid = (given: unknown) => v.safeParse(Schedule, given).success

test('a schedule has an hour for every evening or for some days, at least thirteen hours apart', () => {
  expect([daily, week, { closeAt: { CN: '00:10' } }].map(isValid)).toEqual([true, true, true])
  const near = { closeAt: { T2: '22:00', T3: '10:59' } }
  const overTheWeek = { closeAt: { T7: '22:00', CN: '10:00' } }
  expect([near, overTheWeek, { closeAt: {} }, { closeAt: '24:00' }].map(isValid)).toEqual(
    Array(4).fill(false)
  )
  expect(isValid({ closeAt: { T2: '22:00', T3: '11:00' } })).toBe(true)
})

test('an evening lasts until half a day after its hour; the next one may be days ahead', () => {
  expect(eveningOf(daily, at('2026-11-24T09:59')).day).toBe('2026-11-23')
  expect(eveningOf(daily, at('2026-11-24T10:00')).day).toBe('2026-11-24')
  expect(eveningOf(week, at('2026-11-24T20:00'))).toEqual({ day: '2026-11-24', hour: at('2026-11-24T20:30') })
  expect(eveningOf(week, at('2026-11-25T08:29')).day).toBe('2026-11-24')
  expect(eveningOf(week, at('2026-11-25T08:30'))).toEqual({ day: '2026-11-28', hour: at('2026-11-28T23:30') })
})

test('a gate should be closed from its hour until the one at which it may open, on no other evening', () => {
  const shut = (text: string, schedule = week, closesAt: number | null = null) =>
    shutUntil(schedule, closesAt, at(text))
  expect(shut('2026-11-24T20:29')).toBeNull()
  expect(shut('2026-11-24T20:30')).toBe(at('2026-11-25T04:00'))
  expect(shut('2026-11-25T03:59')).toBe(at('2026-11-25T04:00'))
  expect(shut('2026-11-25T04:00')).toBeNull()
  expect(shut('2026-11-25T23:00')).toBeNull()
  expect(shut('2026-11-24T23:00', daily)).toBe(at('2026-11-25T05:00'))
  // Postponed within the evening: still to come. The next evening’s hour says nothing of this one.
  expect(shut('2026-11-24T23:00', daily, at('2026-11-24T23:30'))).toBeNull()
  expect(shut('2026-11-24T23:00', daily, at('2026-11-25T22:00'))).toBe(at('2026-11-25T05:00'))
})

test('whatever the schedule, each moment has one evening, and evenings never run into each other', () => {
  const clock = fc
    .integer({ min: 0, max: 24 * 60 - 1 })
    .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)
  const byDay = fc.record(Object.fromEntries(weekdays.map((day) => [day, clock])), { requiredKeys: [] })
  const schedule = fc
    .oneof(clock, byDay)
    .map((closeAt) => ({ closeAt }))
    .filter(isValid)
  fc.assert(
    fc.property(schedule, fc.integer({ min: 0, max: 400 * 24 }), (given, hours) => {
      const moment = at('2026-01-01T00:00') + hours * hour
      const { hour: closes } = eveningOf(given as Schedule, moment)
      expect(moment).toBeLessThan(closes + eveningMs)
      const next = eveningOf(given as Schedule, closes + eveningMs)
      expect(next.hour - closes).toBeGreaterThanOrEqual(13 * hour)
      expect(eveningOf(given as Schedule, closes + eveningMs - 1).hour).toBe(closes)
    })
  )
})
