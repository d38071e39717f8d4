import { expect, test } from 'vitest'
import { alarmLimits } from '#lib/app/alarms/alarm-page.svelte.ts'
import { alarm as a } from '#lib/i18n/alarms/alarm-vi.ts'
import { incidentWords as t } from '#lib/i18n/incidents/incidents.ts'
import { alarmReportOf, endProblems, type EndDraft } from './end-draft.ts'

const words = { a, t }
const running = { drill: false, endedAt: null }
const over = { drill: false, endedAt: '2026-06-15T02:00:00.000Z' }
const draft: EndDraft = { category: 'theft', text: '' }
const none = { category: '', text: '' }

test('an alarm needs a kind of incident to end, but no words', () => {
  expect(endProblems(draft, true, running, words)).toEqual(none)
  expect(endProblems({ category: '', text: '' }, false, running, words)).toEqual(none)
})

test('a missing kind is told once asked: before the end as an alarm that goes on, afterwards as a report', () => {
  const empty: EndDraft = { category: '', text: '' }
  expect(endProblems(empty, true, running, words).category).toBe(a.categoryMissing)
  expect(endProblems(empty, true, over, words).category).toBe(t.incidents.form.categoryMissing)
})

test('a drill needs no kind of incident', () => {
  expect(endProblems({ category: '', text: '' }, true, { drill: true, endedAt: null }, words)).toEqual(none)
})

test('words that are too long are told at once', () => {
  const long = { ...draft, text: 'a'.repeat(alarmLimits.text + 4) }
  expect(endProblems(long, false, running, words).text).toBe(t.note.over(4, alarmLimits.text))
})

test('a report begins with group and times, then has what was typed', () => {
  const alarm = { ...running, group: 'Tuyến Đông', startedAt: '2026-06-15T01:00:00.000Z' }
  const now = Date.parse('2026-06-15T01:30:00.000Z')
  expect(alarmReportOf({ ...draft, text: ' Đã giữ hai người ' }, alarm, now, 'xã', a)).toEqual({
    category: 'theft',
    text: `${a.report.title('Tuyến Đông', '08:00', '08:30')} Đã giữ hai người`,
    place: 'Tuyến Đông'
  })
})

test('a report written after the end names the time of the end, and the whole unit where no group was closed', () => {
  const alarm = { ...over, group: undefined, startedAt: '2026-06-15T01:00:00.000Z' }
  const report = alarmReportOf(draft, alarm, Date.parse('2026-06-16T00:00:00.000Z'), 'phường', a)
  expect(report?.text).toBe(a.report.title('toàn phường', '08:00', '09:00'))
  expect(report?.place).toBeUndefined()
})

test('a drill has no report', () => {
  const drill = { drill: true, endedAt: null, group: undefined, startedAt: '2026-06-15T01:00:00.000Z' }
  expect(alarmReportOf(draft, drill, Date.parse('2026-06-15T01:30:00.000Z'), 'xã', a)).toBeNull()
})
