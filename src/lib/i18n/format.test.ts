import { expect, test } from 'vitest'
import {
  countdown,
  date,
  dayTitle,
  dotted,
  fromField,
  moment,
  money,
  time,
  timed,
  toField
} from './format.ts'
import { vi } from './vi.ts'

const now = Date.parse('2026-11-24T15:15:00.000Z')
const minute = 60_000

test('dates and hours are those of the commune, whatever the zone of the machine', () => {
  expect([date(now), time(now)]).toEqual(['24/11/2026', '22:15'])
  expect(date(Date.parse('2026-12-31T17:00:00.000Z'))).toBe('01/01/2027')
})

test('a day is named by today, yesterday or its weekday', () => {
  expect(dayTitle(now, now, vi)).toBe('Hôm nay · 24/11/2026')
  expect(dayTitle(Date.parse('2026-11-23T16:59:00.000Z'), now, vi)).toBe('Hôm qua · 23/11/2026')
  expect(dayTitle(Date.parse('2026-11-22T05:00:00.000Z'), now, vi)).toBe('Chủ nhật · 22/11/2026')
})

test('time is relative only under an hour', () => {
  expect(moment(now - 20_000, now, vi)).toBe('vừa xong')
  expect(moment(now - 59 * minute, now, vi)).toBe('59 phút trước')
  expect(moment(now - 60 * minute, now, vi)).toBe('21:15')
  expect(moment(now - 24 * 60 * minute, now, vi)).toBe('22:15 23/11/2026')
  expect(moment(now + 10 * minute, now, vi)).toBe('22:25')
})

test('money has dots by thousands and never wraps', () => {
  expect(money(1_650_000)).toBe('1.650.000\u00a0đ')
  expect([money(0), money(999), money(-42_100_000)]).toEqual(['0\u00a0đ', '999\u00a0đ', '−42.100.000\u00a0đ'])
})

test('a datetime field gives back what it was given, to the minute', () => {
  expect(toField(now)).toBe('2026-11-24T22:15')
  expect(fromField(toField(now))).toBe(now)
  expect([fromField(''), fromField('2026-13-40T99:99')]).toEqual([null, null])
})

test('a wait counts down in minutes and seconds', () => {
  expect([countdown(29_400), countdown(61_000), countdown(3_600_000)]).toEqual(['0:30', '1:01', '1:00:00'])
})

test('a sentence or note keeps the instant of the moment in it', () => {
  const instant = { at: now, text: '22:15' }
  expect(timed((when) => `Lan ghi ${when}.`, instant)).toEqual(['Lan ghi ', instant, '.'])
  expect(dotted([false, 'Mới', '', instant, undefined, 'Lan'])).toEqual(['Mới', ' · ', instant, ' · ', 'Lan'])
  expect(dotted(['Mới', null, 'Lan'])).toBe('Mới · Lan')
})
