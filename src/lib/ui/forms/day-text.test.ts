import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterTyping, shownDay, dayValue, isWhole, withSeparators } from './day-text.ts'

const today = '2026-11-24'
const valueOf = (text: string, max?: string) => dayValue(text, { hasTime: text.includes(':'), today, max })

test.each([
  ['2411', '24/11'],
  ['24112026', '24/11/2026'],
  ['2411202699', '24/11/2026'],
  ['5/3', '5/3'],
  ['5/', '5/'],
  ['5-3-2026', '5-3-2026'],
  ['5//3', '5/3'],
  ['/24', '24'],
  ['24', '24']
])('a day typed as %s stands as %s', (typed, stands) => {
  expect(withSeparators(typed, false)).toBe(stands)
})

test('what is typed in the middle leaves the rest as it is', () => {
  expect(afterTyping('294/11/2026', 2, false)).toBe('294/11/2026')
  expect(afterTyping('/11/2026', 0, false)).toBe('/11/2026')
  expect(afterTyping('2411', 4, false)).toBe('24/11')
  expect(afterTyping('2026-11-24', 3, false)).toBe('24/11/2026')
})

test('an hour follows the year', () => {
  expect(withSeparators('241120262215', true)).toBe('24/11/2026 22:15')
  expect(withSeparators('24/11 22:15', true)).toBe('24/11 22:15')
})

test.each([
  ['24/11/2026', '2026-11-24'],
  ['5/3', '2026-03-05'],
  ['5.3.26', '2026-03-05'],
  ['2026-03-05', '2026-03-05'],
  ['24/11/2026 7:05', '2026-11-24T07:05'],
  ['24/11 22:15', '2026-11-24T22:15'],
  ['29/2/2028', '2028-02-29'],
  ['29/2/2026', ''],
  ['31/4', ''],
  ['24/13/2026', ''],
  ['24/11/2026 24:10', ''],
  ['24/11/202', ''],
  ['24/11/1202', ''],
  ['12/02/6112', ''],
  ['24', ''],
  ['', '']
])('%s means %s', (typed, value) => {
  expect(valueOf(typed)).toBe(value)
})

test('a day without its year is none that is still to come where that may not be', () => {
  expect(valueOf('24/12', '2026-11-24')).toBe('2025-12-24')
  expect(valueOf('24/11', '2026-11-24')).toBe('2026-11-24')
  expect(valueOf('24/12')).toBe('2026-12-24')
})

test('a day where an hour is asked for, or an hour too many, is none', () => {
  expect(dayValue('24/11/2026', { hasTime: true, today })).toBe('')
  expect(dayValue('24/11/2026 22:15', { hasTime: false, today })).toBe('')
})

test('each day is read back as it is shown, also digit by digit', () => {
  const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(day, fc.boolean(), (then, hasTime) => {
      const value = then.toISOString().slice(0, hasTime ? 16 : 10)
      const shown = shownDay(value)
      expect(dayValue(shown, { hasTime, today })).toBe(value)
      expect(withSeparators(shown.replace(/\D/g, ''), hasTime)).toBe(shown)
      expect(isWhole(shown, hasTime)).toBe(true)
    })
  )
})
