import { expect, test } from 'vitest'
import { register as t } from '#lib/i18n/notices/register-vi.ts'
import { askProblems } from './ask-draft.ts'

test.each([
  ['', ''],
  ['2026-11-24', ''],
  ['2026-12-15', ''],
  ['2026-11-23', t.ask.passed],
  ['12026-01-01', t.form.day]
])('the commune’s day “%s”: %s', (by, says) => {
  expect(askProblems({ by }, '2026-11-24', t)).toEqual({ by: says })
})
