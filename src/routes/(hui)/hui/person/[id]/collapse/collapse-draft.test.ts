import { expect, test } from 'vitest'
import { huiLimits } from '#lib/app/hui/hui-book.svelte.ts'
import { huiWords as t } from '#lib/i18n/hui/hui-words.ts'
import { collapseProblems } from './collapse-draft.ts'

const today = '2026-06-15'

test('a day of today or before and a few words may be saved', () => {
  const draft = { on: today, gist: 'Chủ hụi bỏ trốn' }
  expect(collapseProblems(draft, true, today, t)).toEqual({ on: '', gist: '' })
})

test('a wrong day is told at once, missing words only once asked', () => {
  const { future } = t.hui.round
  expect(collapseProblems({ on: '2026-06-16', gist: '' }, false, today, t)).toEqual({ on: future, gist: '' })
  expect(collapseProblems({ on: '', gist: ' ' }, true, today, t)).toEqual({
    on: t.hui.form.dayMissing,
    gist: t.hui.collapse.gistMissing
  })
})

test('words that are too long say by how much', () => {
  const { gist } = collapseProblems({ on: today, gist: 'a'.repeat(huiLimits.reason + 3) }, false, today, t)
  expect(gist).toBe(t.note.over(3, huiLimits.reason))
})
