import { expect, test } from 'vitest'
import { handoverLimits } from '#lib/app/handover/handover-store.svelte.ts'
import { handoverWords as own } from '#lib/i18n/handover/handover.ts'
import { words as t } from '#lib/i18n/words.ts'
import { emptyHandover, handoverProblems } from './handover-draft.ts'

const told = (draft: Partial<typeof emptyHandover>, asked = true) =>
  handoverProblems({ ...emptyHandover, ...draft }, asked, ['ph-tonghop'], { own, t })

test('somebody must be chosen, and only who may receive the work; the reason may be left out', () => {
  expect(told({}, false)).toEqual({ to: '', reason: '' })
  expect(told({})).toEqual({ to: own.toMissing, reason: '' })
  expect(told({ to: 'ph-tonghop' })).toEqual({ to: '', reason: '' })
  expect(told({ to: 'ph-da-nghi' }).to).toBe(own.toMissing)
})

test('a reason that is too long is told at once', () => {
  expect(told({ reason: 'a'.repeat(handoverLimits.reason + 2) }, false).reason).toBe(
    t.note.over(2, handoverLimits.reason)
  )
})
