import { expect, test } from 'vitest'
import { noteLimits, type NoteDraft } from '#lib/app/gates/gate-store.svelte.ts'
import { words as t } from '#lib/i18n/words.ts'
import { noteOf, noteProblems } from './note-draft.ts'

const draft: NoteDraft = { what: 'seen', reason: 'Đi tuần', who: 'Út Kiều', time: '' }
const none = { what: '', reason: '', who: '', time: '' }

test('nothing is wrong with a whole entry, nor with an empty one before it is asked for', () => {
  expect(noteProblems(draft, true, t)).toEqual(none)
  expect(noteProblems({ what: '', reason: '', who: '', time: '' }, false, t)).toEqual(none)
})

test('each missing part is told once asked', () => {
  expect(noteProblems({ what: '', reason: ' ', who: '', time: '' }, true, t)).toEqual({
    what: t.note.whatMissing,
    reason: t.note.reasonMissing,
    who: t.note.whoMissing,
    time: ''
  })
})

test('words that are too long are told at once', () => {
  const long = { ...draft, reason: 'a'.repeat(noteLimits.reason + 1), who: 'b'.repeat(noteLimits.who + 2) }
  expect(noteProblems(long, false, t)).toEqual({
    ...none,
    reason: t.note.over(1, noteLimits.reason),
    who: t.note.over(2, noteLimits.who)
  })
})

test('"earlier" asks for a time that can be read; "now" has none', () => {
  expect(noteOf(draft)).toEqual({ what: 'seen', reason: 'Đi tuần', who: 'Út Kiều', at: null })
  expect(noteProblems({ ...draft, time: '–' }, false, t).time).toBe(t.note.timeMissing)
  const earlier = { ...draft, time: '2026-06-15T07:30' }
  expect(noteProblems(earlier, true, t).time).toBe('')
  expect(noteOf(earlier).at).toEqual(new Date('2026-06-15T07:30+07:00'))
})
