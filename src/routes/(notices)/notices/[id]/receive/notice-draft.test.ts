import { expect, test } from 'vitest'
import type { StoredLine } from '#lib/app/notices/notice-register.svelte.ts'
import { register as t } from '#lib/i18n/notices/register-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { TestNotices } from '../../../../../../tests/notices/test-notices.ts'
import { emptyNotice, noticeOf, noticeProblems, type NoticeDraft } from './notice-draft.ts'

const today = '2026-11-24'
const book = new TestNotices()
book.listed('A')
const listed = book.lines[0] as StoredLine
const first = book.received('A')
const notified = book.lines[0] as StoredLine
const unlisted = { row: null, standing: null }

const told = (draft: NoticeDraft, asked = true) =>
  Object.fromEntries(Object.entries(noticeProblems(draft, asked, today, t, vi)).filter(([, says]) => says))

test('of a listed line only the number is left to type', () => {
  const draft = emptyNotice(listed, today)
  expect(told(draft, false)).toEqual({})
  expect(told(draft)).toEqual({ number: t.form.numberMissing })
  expect(draft).toMatchObject({ kind: 'new', from: 'Tăng Mỹ Huệ', value: '100.000.000', members: '18' })
  expect(noticeOf({ ...draft, number: '12' }, listed)).toEqual({
    kind: 'new',
    receivedOn: today,
    number: '12',
    from: 'Tăng Mỹ Huệ',
    startsOn: '2026-05-05',
    endsOn: '2027-12-05',
    value: 100_000_000,
    members: 18
  })
})

test('after a notice the next one is a supplement, and names the one before; a new one names none', () => {
  const draft = emptyNotice(notified, today)
  expect(draft.kind).toBe('supplement')
  expect(noticeOf(draft, notified)!.replaces).toBe(first.id)
  expect(noticeOf({ ...draft, kind: 'end' }, notified)!.replaces).toBe(first.id)
  expect('replaces' in noticeOf({ ...draft, kind: 'new' }, notified)!).toBe(false)
})

test('of a line that is not listed everything is asked', () => {
  const draft = emptyNotice(unlisted, today)
  expect(told(draft, false)).toEqual({})
  expect(told(draft)).toEqual({
    number: t.form.numberMissing,
    from: t.form.fromMissing,
    startsOn: t.form.day,
    value: t.form.digits,
    members: t.form.digits
  })
  expect(noticeOf(draft, unlisted)).toBeNull()
})

test.each<[Partial<NoticeDraft>, Record<string, string>]>([
  [{ receivedOn: '2026-11-25' }, { receivedOn: t.form.future }],
  [{ receivedOn: '' }, { receivedOn: t.form.day }],
  [{ startsOn: '12026-01-01' }, { startsOn: t.form.day }],
  [{ endsOn: '2026-05-04' }, { endsOn: t.form.endEarly }],
  [{ kind: 'end', endsOn: '' }, { endsOn: t.form.endMissing }],
  [{ endsOn: '' }, {}],
  [{ value: 'một trăm' }, { value: t.form.digits }],
  [{ value: '0' }, { value: t.form.digits }],
  [{ value: '9'.repeat(40) }, { value: t.form.tooMuch }],
  [{ members: '10.000' }, { members: t.form.tooMuch }],
  [{ members: '-5' }, { members: t.form.digits }],
  [{ number: 'x'.repeat(33) }, { number: vi.note.over(3, 30) }]
])('%o is told at its place', (typed, says) => {
  expect(told({ ...emptyNotice(listed, today), number: '12', ...typed })).toEqual(says)
})
