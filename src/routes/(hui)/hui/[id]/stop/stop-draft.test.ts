import { expect, test } from 'vitest'
import { huiLimits } from '#lib/app/hui/hui-book.svelte.ts'
import { huiWords as t } from '#lib/i18n/hui/hui-words.ts'
import { stopProblems } from './stop-draft.ts'

const today = '2026-06-15'

test('a day of today or before and a reason may be saved', () => {
  expect(stopProblems({ on: today, reason: 'Chủ hụi bệnh' }, true, today, t)).toEqual({ on: '', reason: '' })
})

test('a missing day and a day to come are told at once, a missing reason only once asked', () => {
  expect(stopProblems({ on: '', reason: '' }, false, today, t)).toEqual({
    on: t.hui.form.dayMissing,
    reason: ''
  })
  expect(stopProblems({ on: '2026-06-16', reason: ' ' }, true, today, t)).toEqual({
    on: t.hui.round.future,
    reason: t.hui.stop.reasonMissing
  })
})

test('a reason that is too long says by how much', () => {
  const { reason } = stopProblems({ on: today, reason: 'a'.repeat(huiLimits.reason + 3) }, false, today, t)
  expect(reason).toBe(t.note.over(3, huiLimits.reason))
})
