import { expect, test } from 'vitest'
import { gateForm, gateLimits, type GateForm } from '#lib/app/gates/gate-register.ts'
import { careWords as t } from '#lib/i18n/gates/care.ts'
import { gateProblems } from './gate-draft.ts'

const draft: GateForm = { ...gateForm(), name: 'Cổng 1B', kind: 'motor' }
const none = { name: '', kind: '', place: '', keepers: '' }

test('a gate needs no place and no keeper', () => {
  expect(gateProblems(draft, false, true, t)).toEqual(none)
})

test('a missing name, a missing kind and a name that another gate has are told once asked', () => {
  expect(gateProblems(gateForm(), false, false, t)).toEqual(none)
  expect(gateProblems(gateForm(), false, true, t)).toEqual({
    ...none,
    name: t.care.nameMissing,
    kind: t.care.kindMissing
  })
  expect(gateProblems(draft, true, false, t)).toEqual(none)
  expect(gateProblems(draft, true, true, t)).toEqual({ ...none, name: t.care.nameTaken })
})

test('more keepers than one gate has are told at once', () => {
  const keepers = Array.from({ length: gateLimits.keepers + 1 }, (_, i) => `nguoi-${i}`)
  expect(gateProblems({ ...draft, keepers }, false, false, t)).toEqual({
    ...none,
    keepers: t.care.tooManyKeepers(gateLimits.keepers)
  })
  expect(gateProblems({ ...draft, keepers: keepers.slice(1) }, false, false, t)).toEqual(none)
})

test('a name and a place that are too long are told at once', () => {
  const name = 'a'.repeat(gateLimits.name + 1)
  const place = 'b'.repeat(gateLimits.place + 2)
  expect(gateProblems({ ...draft, name, place }, false, false, t)).toEqual({
    ...none,
    name: t.note.over(1, gateLimits.name),
    place: t.note.over(2, gateLimits.place)
  })
})
