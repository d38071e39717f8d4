import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idOf } from '../../../../tests/movement.ts'
import { TestNotices } from '../../../../tests/notices/test-notices.ts'
import { noticesAsked, rowToday } from './asked.ts'
import { registerIn, type NoticeFact } from './register.ts'

const today = '2026-11-24'
const missingIn = (facts: readonly NoticeFact[]) =>
  noticesAsked(registerIn(facts), today).missing.map(({ line, hostName, reason, by }) => [
    line.row?.line ?? line.id,
    hostName,
    reason !== null,
    by
  ])
const hue = idOf('hue')

test('a host whom the police name must notify, with the commune’s day or without one', () => {
  const book = new TestNotices()
  book.asked('hue')
  expect(missingIn(book.facts)).toEqual([[hue, 'Tăng Mỹ Huệ', false, null]])
  book.asked('hue', '2026-12-15')
  expect(missingIn(book.facts)).toEqual([[hue, 'Tăng Mỹ Huệ', false, '2026-12-15']])
  expect(book.lines[0]!.host).toEqual({ name: 'Tăng Mỹ Huệ' })
})

test('her lines that lack a notice say it with the day; another host’s have none', () => {
  const book = new TestNotices()
  book.asked('hue', '2026-12-15')
  book.listed('A')
  book.listed('B', { line: 'LT-05', host: idOf('kieu'), hostName: 'Võ Thị Kiều' })
  expect(missingIn(book.facts)).toEqual([
    ['LT-04', 'Tăng Mỹ Huệ', true, '2026-12-15'],
    ['LT-05', 'Võ Thị Kiều', true, null]
  ])
})

test('a notice of hers on that day or later is the answer, in her own place or in a line’s; an earlier one is none', () => {
  for (const place of ['hue', 'A']) {
    const book = new TestNotices()
    book.listed('A', { n: 2 })
    book.asked('hue')
    const early = book.received(place, { receivedOn: '2026-11-20' })
    expect(missingIn(book.facts)).toHaveLength(1)
    book.withdrawn(place, early.id)
    const answer = book.received(place, { receivedOn: today })
    expect(missingIn(book.facts)).toEqual([])
    book.withdrawn(place, answer.id)
    expect(missingIn(book.facts)).toHaveLength(1)
  }
})

test('a line whose agreed end is past lacks its notice until its end is reported, by the hụi book or by its host', () => {
  const past = { endsOn: '2026-10-28' }
  const end = { kind: 'end', receivedOn: '2026-11-02', endsOn: '2026-10-30' } as const
  const book = new TestNotices()
  book.listed('A', past)
  expect(missingIn(book.facts)).toEqual([['LT-04', 'Tăng Mỹ Huệ', true, null]])
  book.listed('A', { ...past, ended: true })
  expect(missingIn(book.facts)).toEqual([])

  // Her other line is under the threshold, and need not be notified once this one has ended.
  const told = new TestNotices()
  told.listed('A', past)
  told.listed('B', { line: 'LT-05', n: 2, startsOn: '2026-11-15' })
  expect(missingIn(told.facts).map(([line]) => line)).toEqual(['LT-04', 'LT-05'])
  const notice = told.received('A', end)
  expect(missingIn(told.facts)).toEqual([])
  expect(told.lines.map((line) => rowToday(line))).toMatchObject([
    { endsOn: '2026-10-30', ended: true },
    { startsOn: '2026-11-15', endsOn: '2027-12-05' }
  ])
  told.withdrawn('A', notice.id)
  expect(missingIn(told.facts)).toHaveLength(2)
})

test('what was asked by mistake, refused, or written in another’s place asks nobody', () => {
  const book = new TestNotices()
  const asked = book.asked('hue')
  book.withdrawn('hue', asked.id)
  book.asked('hue', today, { sync: 'refused' })
  book.asked('hue', today, { stream: `notice/${idOf('kieu')}` })
  expect(missingIn(book.facts)).toEqual([])
})

test('whatever the order of arrival, the same is asked', () => {
  const book = new TestNotices()
  const first = book.asked('hue', '2026-12-01')
  book.listed('A')
  book.asked('hue', '2026-12-15')
  book.received('hue', { receivedOn: '2026-11-20', host: { name: 'Ba Huệ', hamlet: 'Khóm 1' } })
  book.withdrawn('hue', first.id)
  const whole = missingIn(book.facts)
  fc.assert(
    fc.property(fc.shuffledSubarray(book.facts, { minLength: book.facts.length }), (facts) => {
      expect(missingIn(facts)).toEqual(whole)
    })
  )
})
