import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Hours, within } from '../hours.ts'
import { defaultPolicy, Policy } from './policy.ts'
import { completedWithinMs, statePeriodMs } from '../timers.ts'

const night = { from: '22:00', to: '05:00' }
const vietnam = (time: string) => Date.parse(`2026-11-24T${time}+07:00`)

test.each([
  ['21:59:59.999', false],
  ['22:00:00.000', true],
  ['23:59:59.999', true],
  ['00:00:00.000', true],
  ['04:59:59.999', true],
  ['05:00:00.000', false]
])('is %s in Vietnam night? %s', (time, expected) => expect(within(night, vietnam(time))).toBe(expected))

test('hours and what lies between them fill the day, whatever the day and the machine’s time zone', () => {
  const minutes = fc
    .integer({ min: 0, max: 1439 })
    .map((m) => new Date(m * 60_000).toISOString().slice(11, 16))
  fc.assert(
    fc.property(minutes, minutes, fc.integer({ min: -1e12, max: 4e12 }), (from, to, at) => {
      fc.pre(from !== to)
      expect(within({ from, to }, at)).toBe(!within({ from: to, to: from }, at))
    })
  )
})

test('hours are hours, and never none', () => {
  expect(v.is(Hours, night)).toBe(true)
  for (const wrong of [
    { from: '24:00', to: '05:00' },
    { from: '5:00', to: '22:00' },
    { from: '05:00', to: '05:00' }
  ])
    expect(v.is(Hours, wrong)).toBe(false)
})

test('the default is a policy, survives a disk, and asks for a second person at night', () => {
  expect(v.parse(Policy, JSON.parse(JSON.stringify(defaultPolicy)))).toEqual(defaultPolicy)
  expect(defaultPolicy).toMatchObject({
    twoPersons: night,
    closedHours: null,
    maxFrameAgeMs: 5_000,
    emergency: true
  })
  expect(v.is(Policy, { ...defaultPolicy, more: 1 })).toBe(false)
})

test('how long a command may take, from the calibrated travel', () => {
  expect(completedWithinMs('CLOSE', 18_000)).toBe(27_000)
  expect(completedWithinMs('CLOSE', 4_000)).toBe(9_000)
  expect(completedWithinMs('OPEN', null)).toBe(90_000)
  expect(completedWithinMs('PASS', 18_000)).toBe(119_000)
  expect(completedWithinMs('LOCK', 18_000)).toBe(3_000)
  expect([statePeriodMs(false), statePeriodMs(true)]).toEqual([30_000, 5_000])
})
