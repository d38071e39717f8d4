import { expect, test } from 'vitest'
import type { StoredLine } from '#lib/app/notices/notice-register.svelte.ts'
import { register as t } from '#lib/i18n/notices/register-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { TestNotices } from '../../../../../../tests/notices/test-notices.ts'
import { emptyNotice, newPlace, noticeOf, noticeProblems, type NoticeDraft } from './notice-draft.ts'

const today = '2026-11-24'
const book = new TestNotices()
book.listed('A')
const listed = book.lines[0] as StoredLine
const first = book.received('A')
const notified = book.lines[0] as StoredLine

const told = (draft: NoticeDraft, asked = true, place: Parameters<typeof noticeProblems>[1] = listed) =>
  Object.fromEntries(
    Object.entries(noticeProblems(draft, place, asked, today, t, vi)).filter(([, says]) => says)
  )

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
    host: { name: 'Tăng Mỹ Huệ', hamlet: 'Khóm 1' },
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
  const draft = emptyNotice(newPlace, today)
  expect(told(draft, false, newPlace)).toEqual({})
  expect(told(draft, true, newPlace)).toEqual({
    host: t.form.hostMissing,
    number: t.form.numberMissing,
    from: t.form.fromMissing,
    startsOn: t.form.day,
    value: t.form.digits,
    members: t.form.digits
  })
  expect(noticeOf(draft, newPlace)).toBeNull()
})

test('a paper that comes first names its host and home; of a listed line the register names the host alone', () => {
  const typed = { number: '1', from: 'Út Kiều', startsOn: '2026-05-05', value: '100.000.000', members: '18' }
  const draft = { ...emptyNotice(newPlace, today), ...typed, host: 'Võ Thị Kiều', hamlet: ' ' }
  expect(told(draft, true, newPlace)).toEqual({})
  expect(noticeOf(draft, newPlace)!.host).toEqual({ name: 'Võ Thị Kiều' })
  expect(noticeOf({ ...draft, hamlet: 'Khóm 2' }, newPlace)!.host!.hamlet).toBe('Khóm 2')
  // Takes nothing from the register that the paper leaves out.
  expect(noticeOf({ ...draft, ...typed, hamlet: '' }, listed)!.host).toEqual({ name: 'Tăng Mỹ Huệ' })
})

test('of a host who was asked her name is there already', () => {
  const own = new TestNotices()
  own.asked('hue')
  const place = own.lines[0] as StoredLine
  expect(emptyNotice(place, today)).toMatchObject({ host: 'Tăng Mỹ Huệ', from: 'Tăng Mỹ Huệ', kind: 'new' })
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
