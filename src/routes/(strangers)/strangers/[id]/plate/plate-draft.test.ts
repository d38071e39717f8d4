import { expect, test } from 'vitest'
import { maxPlate } from '#lib/app/strangers/stranger-store.svelte.ts'
import { strangerWords as t } from '#lib/i18n/strangers/strangers.ts'
import { plateProblems } from './plate-draft.ts'

test('a plate may be saved; a missing one is told once asked', () => {
  expect(plateProblems({ plate: '69X9-000.37' }, true, t)).toEqual({ plate: '' })
  expect(plateProblems({ plate: '' }, false, t)).toEqual({ plate: '' })
  expect(plateProblems({ plate: ' ' }, true, t)).toEqual({ plate: t.strangers.plateMissing })
})

test('a plate that is too long is told at once', () => {
  const plate = '6'.repeat(maxPlate + 2)
  expect(plateProblems({ plate }, false, t)).toEqual({ plate: t.note.over(2, maxPlate) })
})
