import { expect, test } from 'vitest'
import { maxPreparedName } from '#lib/app/alarms/alarm-setup.ts'
import { alarm as a } from '#lib/i18n/alarms/alarm-vi.ts'
import { words as t } from '#lib/i18n/words.ts'
import { gateGroupProblems } from './gate-group-draft.ts'

const words = { a, t }
const none = { name: '', gates: '' }

test('a group with a name and a gate may be saved', () => {
  expect(gateGroupProblems({ name: 'Tuyến Đông', gates: ['cong-1b'] }, true, words)).toEqual(none)
})

test('a missing name and missing gates are told once asked', () => {
  expect(gateGroupProblems({ name: '', gates: [] }, false, words)).toEqual(none)
  expect(gateGroupProblems({ name: ' ', gates: [] }, true, words)).toEqual({
    name: a.prepare.groupNameMissing,
    gates: a.prepare.groupGatesMissing
  })
})

test('a name that is too long is told at once', () => {
  const draft = { name: 'a'.repeat(maxPreparedName + 5), gates: ['cong-1b'] }
  expect(gateGroupProblems(draft, false, words).name).toBe(t.note.over(5, maxPreparedName))
})
