import { expect, test } from 'vitest'
import { incidentLimits } from '#lib/app/incidents/incident-store.svelte.ts'
import { incidentWords as t } from '#lib/i18n/incidents/incidents.ts'
import { emptyPage, pageEntry, pageProblems, type PageQuestions } from './page-draft.ts'

const note: PageQuestions = { missing: 'Ghi gì?', max: 10, isTip: false, usualReceiver: '' }
const stage: PageQuestions = { ...note, stages: ['verifying', 'forwarded'] }
const tip: PageQuestions = { ...stage, isTip: true, usualReceiver: 'PC01' }
const draft = { ...emptyPage, text: 'Đã gọi' }
const none = { to: '', text: '', receiver: '', reference: '' }

test('a note needs words, told once asked; an answer does not', () => {
  expect(pageProblems(draft, true, note, t)).toEqual(none)
  expect(pageProblems(emptyPage, false, note, t)).toEqual(none)
  expect(pageProblems(emptyPage, true, note, t)).toEqual({ ...none, text: note.missing })
  expect(pageProblems(emptyPage, true, { ...note, missing: '' }, t)).toEqual(none)
})

test('words that are too long are told at once', () => {
  const long = { ...draft, text: 'a'.repeat(12) }
  expect(pageProblems(long, false, note, t)).toEqual({ ...none, text: t.note.over(2, 10) })
})

test('a stage must be chosen among those that are still offered', () => {
  expect(pageProblems(draft, false, stage, t).to).toBe('')
  expect(pageProblems(draft, true, stage, t).to).toBe(t.incidents.form.toMissing)
  expect(pageProblems({ ...draft, to: 'closed' }, true, stage, t).to).toBe(t.incidents.form.toMissing)
  expect(pageProblems({ ...draft, to: 'verifying' }, true, stage, t)).toEqual(none)
  expect(pageEntry({ ...draft, to: 'closed' }, stage).to).toBe('')
})

test('only a tip that is handed on has a receiver and a number, neither too long', () => {
  const receiver = 'a'.repeat(incidentLimits.receiver + 1)
  const long = { ...draft, receiver, reference: 'b'.repeat(incidentLimits.reference + 2) }
  for (const to of ['', 'verifying'] as const)
    expect(pageProblems({ ...long, to }, false, tip, t)).toEqual(none)
  expect(pageProblems({ ...long, to: 'forwarded' }, false, stage, t)).toEqual(none)
  expect(pageProblems({ ...long, to: 'forwarded' }, false, tip, t)).toEqual({
    ...none,
    receiver: t.note.over(1, incidentLimits.receiver),
    reference: t.note.over(2, incidentLimits.reference)
  })
})

test('the usual receiver is preset until another is typed, which may be none', () => {
  const handed = { ...draft, to: 'forwarded' } as const
  expect(pageEntry(handed, tip)).toEqual({ ...handed, receiver: 'PC01', handsOn: true })
  expect(pageEntry({ ...handed, receiver: '' }, tip).receiver).toBe('')
})
