import { expect, test } from 'vitest'
import { registerWords as t } from '#lib/i18n/notices/register.ts'
import { listing } from '../../../tests/notices/test-notices.ts'
import { daysText } from './register-text.ts'

test('a line has ended where somebody said so; of an agreed end that is past it is said that nobody has', () => {
  const told = (more: Parameters<typeof listing>[0], today = '2026-12-01') =>
    daysText(listing({ startsOn: '2026-01-28', endsOn: '2026-10-28', ...more }), today, t)
  expect(told({})).toBe(t.overdue('28/10/2026'))
  expect(told({ ended: true })).toBe(t.ended('28/10/2026'))
  expect(told({}, '2026-10-28')).toBe(t.span('28/01/2026', '28/10/2026'))
  expect(told({ endsOn: undefined })).toBe(`${t.starts('28/01/2026')}, ${t.openEnd}`)
})
