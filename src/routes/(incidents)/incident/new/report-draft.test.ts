import { expect, test } from 'vitest'
import { incidentLimits } from '#lib/app/incidents/incident-store.svelte.ts'
import { incidentWords as t } from '#lib/i18n/incidents/incidents.ts'
import { emptyReport, reportProblems, type ReportDraft } from './report-draft.ts'

const draft: ReportDraft = { ...emptyReport, category: 'theft', text: 'Mất xe' }
const none = { category: '', text: '', place: '', captions: false }
const long = (field: 'text' | 'place' | 'caption', by: number) => 'a'.repeat(incidentLimits[field] + by)

test('a report needs no place and no captions', () => {
  expect(reportProblems(draft, ['', 'Chỗ để xe'], true, t)).toEqual(none)
})

test('a missing category and missing words are told once asked', () => {
  expect(reportProblems(emptyReport, [], false, t)).toEqual(none)
  expect(reportProblems({ ...emptyReport, text: ' ' }, [], true, t)).toEqual({
    ...none,
    category: t.incidents.form.categoryMissing,
    text: t.incidents.form.textMissing
  })
})

test('words that are too long are told at once; one such caption holds the report back', () => {
  const tooLong = { ...draft, text: long('text', 3), place: long('place', 1) }
  expect(reportProblems(tooLong, ['', long('caption', 1)], false, t)).toEqual({
    category: '',
    text: t.note.over(3, incidentLimits.text),
    place: t.note.over(1, incidentLimits.place),
    captions: true
  })
})
