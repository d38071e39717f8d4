import { expect, test } from 'vitest'
import { huiWords as t } from '#lib/i18n/hui/hui-words.ts'
import { pastDayProblem } from './past-day.ts'

test.each([
  ['2026-11-24', ''],
  ['1999-01-01', ''],
  ['2026-11-25', t.hui.round.future],
  ['', t.hui.form.dayMissing],
  ['12026-11-24', t.hui.form.dayMissing]
])('the problem with %o as a day of today or before', (on, told) => {
  expect(pastDayProblem(on, '2026-11-24', t)).toBe(told)
})
