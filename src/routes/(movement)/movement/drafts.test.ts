import { expect, test } from 'vitest'
import { movementLimits, type StoredModel } from '#lib/app/movement/movement-store.svelte.ts'
import { movementWords } from '#lib/i18n/movement/movement-words.ts'
import {
  groupDraft,
  groupEntry,
  groupProblems,
  modelDraft,
  modelProblems,
  sinceOf,
  type GroupDraft,
  type ModelDraft
} from './drafts.ts'

const t = movementWords
const { form } = t.movement
const today = '2026-11-24'
const said = (problems: object) => Object.fromEntries(Object.entries(problems).filter(([, says]) => says))
const model = (draft: Partial<ModelDraft>, asked = true) => {
  const whole = { ...modelDraft(null), name: 'Camera an ninh', since: '2026-01-05', ...draft }
  return said(modelProblems(whole, sinceOf(whole, null), asked, today, t))
}

test('a model needs a name and a first day that has come', () => {
  expect(model({})).toEqual({})
  expect(model({ name: ' ', since: '' }, false)).toEqual({})
  expect(model({ name: ' ', since: '' })).toEqual({ name: form.nameMissing, since: form.sinceMissing })
  expect(model({ since: '2026-11-25' })).toEqual({ since: form.future })
  expect(model({ since: today })).toEqual({})
  expect(model({ since: '12026-01-05' })).toEqual({ since: form.sinceMissing })
})

test('its end is a day that exists and does not come before its beginning', () => {
  expect(model({ until: '2026-01-04' })).toEqual({ until: form.untilBefore })
  expect(model({ until: '2026-01-05' })).toEqual({})
  expect(model({ until: '12026-01-05' })).toEqual({ until: form.dayMissing })
})

test('a month on record is kept while no day is chosen', () => {
  const known = { name: 'Cổng', field: 'security', since: '2022-11' } as StoredModel
  const draft = modelDraft(known)
  expect(sinceOf(draft, known)).toBe('2022-11')
  expect(said(modelProblems(draft, '2022-11', true, today, t))).toEqual({})
  expect(said(modelProblems({ ...draft, until: '2022-10-31' }, '2022-11', true, today, t))).toEqual({
    until: form.untilBefore
  })
})

test('a count is whole numbers as of a day that has come', () => {
  const whole = { ...groupDraft(null, today), name: 'Tổ 1', members: '14' }
  const group = (draft: Partial<typeof whole>) => said(groupProblems({ ...whole, ...draft }, true, today, t))
  expect(group({})).toEqual({})
  expect(group({ name: '', groups: '', members: ' ' })).toEqual({
    name: form.groupMissing,
    groups: form.number,
    members: form.number
  })
  expect(group({ groups: '0', members: '1.000.000.000' })).toEqual({})
  expect(group({ members: '1.000.000.001' })).toEqual({ members: form.tooMany })
  expect(group({ groups: '-1', members: '1,5' })).toEqual({ groups: form.number, members: form.number })
  expect(group({ asOf: '2026-11-25' })).toEqual({ asOf: form.future })
  expect(group({ asOf: '' })).toEqual({ asOf: form.dayMissing })
  expect(group({ asOf: '12026-11-24' })).toEqual({ asOf: form.dayMissing })
})

test('a count is recorded as numbers, and missing ones are told only once asked', () => {
  const draft: GroupDraft = { ...groupDraft(null, today), groups: '1.000', members: '' }
  expect(said(groupProblems(draft, false, today, t))).toEqual({})
  expect(groupEntry({ ...draft, name: 'Tổ 1', members: '14.000', precision: 'about' })).toEqual({
    kind: 'group',
    name: 'Tổ 1',
    groups: 1000,
    members: { value: 14_000, precision: 'about' },
    asOf: today
  })
})

test('names and places that are too long are told at once', () => {
  const name = 'a'.repeat(movementLimits.name + 1)
  const place = 'b'.repeat(movementLimits.place + 2)
  const over = { name: t.note.over(1, movementLimits.name), place: t.note.over(2, movementLimits.place) }
  expect(model({ name, place }, false)).toEqual(over)
  const group = groupProblems({ ...groupDraft(null, today), name }, false, today, t)
  expect(said(group)).toEqual({ name: over.name })
})
