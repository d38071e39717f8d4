import { expect, test } from 'vitest'
import { incidentLimits } from '#lib/app/incidents/incident-store.svelte.ts'
import { incidentWords as t } from '#lib/i18n/incidents/incidents.ts'
import { emptyTip, tipOf, tipProblems, type TipDraft } from './tip-draft.ts'

const { form, tips } = t.incidents
const draft: TipDraft = { ...emptyTip, source: 'phone', triage: 'crime', category: 'theft', text: 'Mất xe' }
const none = { source: '', text: '', triage: '', category: '', place: '', captions: false }

test('a tip needs no place, and is recorded as it was written', () => {
  expect(tipProblems(draft, [], true, t)).toEqual(none)
  expect(tipOf(draft)).toEqual(draft)
})

test('each missing part is told once asked', () => {
  expect(tipProblems(emptyTip, [], false, t)).toEqual(none)
  expect(tipProblems(emptyTip, [], true, t)).toEqual({
    source: tips.form.sourceMissing,
    text: tips.form.textMissing,
    triage: tips.form.triageMissing,
    category: form.categoryMissing,
    place: '',
    captions: false
  })
})

test('words that are too long are told at once', () => {
  const text = 'a'.repeat(incidentLimits.text + 2)
  const place = 'b'.repeat(incidentLimits.place + 1)
  expect(tipProblems({ ...draft, text, place }, [], false, t)).toEqual({
    ...none,
    text: t.note.over(2, incidentLimits.text),
    place: t.note.over(1, incidentLimits.place)
  })
})
