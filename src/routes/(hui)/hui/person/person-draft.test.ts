import { expect, test } from 'vitest'
import { huiLimits } from '#lib/app/hui/hui-book.svelte.ts'
import { huiWords as t } from '#lib/i18n/hui/hui-words.ts'
import { personDraft, personProblems } from './person-draft.ts'

const empty = { name: '', knownAs: '', khmer: '', agreed: '' as const, hamlet: '' }

test('the form begins with what is known', () => {
  expect(personDraft(undefined)).toEqual(empty)
  expect(personDraft({ id: 'hue', name: 'Ba Huệ', hamlet: 'Ấp 3' })).toEqual({
    ...empty,
    name: 'Ba Huệ',
    hamlet: 'Ấp 3'
  })
})

test('a name is enough, and is told to be missing only once asked', () => {
  expect(personProblems({ ...empty, name: 'Ba Huệ' }, true, t)).toEqual(empty)
  expect(personProblems(empty, false, t)).toEqual(empty)
  expect(personProblems(empty, true, t)).toEqual({ ...empty, name: t.hui.person.nameMissing })
})

test('each entry that is too long says by how much at once', () => {
  const long = 'a'.repeat(Math.max(huiLimits.name, huiLimits.hamlet) + 1)
  const over = (max: number) => t.note.over(long.length - max, max)
  expect(
    personProblems({ name: long, knownAs: long, khmer: long, agreed: '', hamlet: long }, false, t)
  ).toEqual({
    name: over(huiLimits.name),
    knownAs: over(huiLimits.name),
    khmer: over(huiLimits.name),
    agreed: '',
    hamlet: over(huiLimits.hamlet)
  })
})

test('a name in Khmer script waits for an answer of its person, and begins with the one that was given', () => {
  const typed = { ...empty, name: 'Lý Thị Sà Mol', khmer: 'លី សាម៉ុល' }
  expect(personProblems(typed, true, t).agreed).toBe(t.hui.person.khmerConsent.missing)
  for (const agreed of ['yes', 'no'] as const)
    expect(personProblems({ ...typed, agreed }, true, t).agreed).toBe('')
  const khmerConsent = { version: '2026-11', agreed: true } as const
  expect(personDraft({ id: 'mol', name: 'Lý Thị Sà Mol', khmer: 'លី', khmerConsent }).agreed).toBe('yes')
})
