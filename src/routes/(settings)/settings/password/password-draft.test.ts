import { expect, test } from 'vitest'
import { password as t } from '#lib/i18n/settings/password-vi.ts'
import { passwordProblems } from './password-draft.ts'

const problems = (present: string, wanted: string, again: string, asked = true) =>
  Object.values(passwordProblems({ present, wanted, again }, 'giu-cong', asked, t))

test('nothing is wrong before somebody asks, and nothing with two good ones', () => {
  expect(problems('', 'ngắn', '', false)).toEqual(['', '', ''])
  expect(problems('antt-demo', 'ba con ga trong', 'ba con ga trong')).toEqual(['', '', ''])
})

test('what is missing, weak or different is told at its field', () => {
  expect(problems('', '', '')).toEqual([t.missing, t.weak.short(12), ''])
  expect(problems('antt-demo', 'giu-cong-1234', '')).toEqual(['', t.weak.account, ''])
  expect(problems('ba con ga trong', 'ba con ga trong', 'ba')).toEqual(['', t.weak.same, ''])
  expect(problems('antt-demo', 'ba con ga trong', 'ba con ga tron')).toEqual(['', '', t.differs])
})
