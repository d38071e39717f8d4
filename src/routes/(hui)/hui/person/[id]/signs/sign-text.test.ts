import { expect, test } from 'vitest'
import { huiLimits } from '#lib/app/hui/hui-book.svelte.ts'
import { signs as t } from '#lib/i18n/hui/signs/signs-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { reviewProblems } from './review-draft.ts'
import { arithmeticOf, stepOf } from './sign-text.ts'

const codeOf = (line: string) => (line === 'một' ? 'LT-04' : '')

test('the step names the first round of the evidence, else the line, else nothing', () => {
  const evidence = [{ line: 'một' }, { line: 'một', k: 7 }, { line: 'một', k: 9 }]
  expect(stepOf({ id: 'R14', evidence }, codeOf, t)).toBe('Hỏi chủ hụi giấy giao tiền kỳ 7, dây LT-04.')
  expect(stepOf({ id: 'R21', evidence: [{ line: 'một' }] }, codeOf, t)).toBe(
    'Nhắc chủ hụi nộp thông báo dây LT-04.'
  )
  expect(stepOf({ id: 'R14', evidence: [{ line: 'khác', k: 7 }] }, codeOf, t)).toBe(
    'Hỏi chủ hụi giấy giao tiền.'
  )
  expect(stepOf({ id: 'R2', evidence: [{ person: 'ai' }] }, codeOf, t)).toBe(t.steps.R2())
})

test('the arithmetic shows its numbers, and says why there is no level', () => {
  const inputs = { late: 1, pots: 3, longestDays: 9 }
  expect(arithmeticOf({ id: 'R14', level: 'red', inputs }, t)).toBe(t.says.R14(inputs))
  expect(arithmeticOf({ id: 'R8', level: 'not-computable', inputs: { exposure: 5 } }, t)).toContain(
    t.lacks.R8
  )
  expect(arithmeticOf({ id: 'R20', level: 'not-computable', inputs: {} }, t)).toBe(t.lacks.R20)
})

test('a look needs an outcome once somebody saves, and a note that fits', () => {
  const words = { own: t, t: vi }
  const draft = { source: 'host', outcome: '', note: '' } as const
  expect(reviewProblems(draft, false, words)).toEqual({ outcome: '', note: '' })
  expect(reviewProblems(draft, true, words).outcome).toBe(t.outcomeMissing)
  expect(reviewProblems({ ...draft, note: 'a'.repeat(huiLimits.reason + 1) }, false, words).note).not.toBe('')
})
