import { expect, test } from 'vitest'
import { privateBook as t } from '#lib/i18n/personal/private-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { detailDraft, detailOf, detailProblems, type DetailDraft } from './detail-draft.ts'

const person = { about: 'person', id: 'hue' } as const
const told = (typed: Partial<DetailDraft>, asked = true) =>
  Object.fromEntries(
    Object.entries(detailProblems({ ...detailDraft(person), ...typed }, asked, t, vi)).filter(
      ([, says]) => says
    )
  )

test('of a person a number is asked, of an incident its source; nobody is taken to have agreed', () => {
  expect(detailDraft(person)).toEqual({ kind: 'id-number', value: '', purpose: 'identity', consent: '' })
  expect(detailDraft({ about: 'incident', id: 'x' })).toMatchObject({ kind: 'tip-source', purpose: 'case' })
  expect(told({}, false)).toEqual({})
  expect(told({})).toEqual({ value: t.missing, consent: t.consentMissing })
})

test.each<[Partial<DetailDraft>, string]>([
  [{ value: '00012345678' }, t.wrong['id-number']!],
  [{ value: '0001234567890' }, t.wrong['id-number']!],
  [{ value: 'không nhớ' }, t.wrong['id-number']!],
  [{ kind: 'bank-account', value: 'Ngân hàng A' }, t.wrong['bank-account']!],
  [{ kind: 'bank-account', value: '12345 Ngân hàng A' }, t.wrong['bank-account']!],
  [{ kind: 'contact', value: 'x'.repeat(203) }, vi.note.over(3, 200)]
])('%o is told at its place', (typed, says) => {
  expect(told({ consent: 'law', ...typed })).toEqual({ value: says })
})

test.each<[Partial<DetailDraft>]>([
  [{ value: '000 123.456-789' }],
  [{ value: '000123456' }],
  [{ kind: 'bank-account', value: '0001 2345 6789 Ngân hàng A' }],
  [{ kind: 'tip-source', value: 'Bà bán cá' }]
])('%o is fine', (typed) => expect(told({ consent: 'law', ...typed })).toEqual({}))

test('a consent keeps the text that was read out, and its version', () => {
  const draft = { ...detailDraft(person), value: '000123456789' }
  expect(detailOf({ ...draft, consent: 'asked' }, t).consent).toEqual(t.consentText)
  expect(detailOf({ ...draft, consent: 'law' }, t).consent).toBeNull()
})
