import { expect, test } from 'vitest'
import { maxPostponeAheadMs, maxPostponeMs } from '#lib/app/gates/command-request.ts'
import { toField } from '#lib/i18n/format.ts'
import { gateWords } from '#lib/i18n/gates/gates.ts'
import { offered, possibleFrom, problemsOf, reasonOf } from './postpone-draft.ts'

const t = gateWords
const words = t.orders.postpone
/** 21:45 in Vietnam; the gate closes at 22:00. */
const now = Date.UTC(2026, 10, 24, 14, 45)
const closesAt = Date.UTC(2026, 10, 24, 15)
const minute = 60_000
const keeper = { closesAt, now, schedule: { closeAt: '22:00' }, ahead: false, max: 500 }
const draft = (more: object) =>
  ({ why: 'funeral', more: '', until: toField(offered(keeper)), ...more }) as const
const problems = (more: object, closings: Partial<typeof keeper> = {}) =>
  problemsOf(draft(more) as never, { ...keeper, ...closings }, t)
const quiet = { why: '', more: '', until: '' }

test('offered is an hour after the closing that waits; nothing is wrong with it', () => {
  expect(draft({}).until).toBe('2026-11-24T23:00')
  expect(problems({})).toEqual(quiet)
})

test('half a day before the closing nothing can be put off; from then on what is offered can be had', () => {
  const morning = possibleFrom(closesAt)
  const asked = (at: number) => {
    const until = toField(offered({ ...keeper, now: at }))
    return problems({ until }, { now: at }).until
  }
  expect([morning, morning + minute, closesAt - minute].map(asked)).toEqual(['', '', ''])
  expect(asked(morning - minute)).not.toBe('')
})

test('a reason must be chosen, and said where it is another one', () => {
  expect(problems({ why: '' })).toEqual({ ...quiet, why: words.whyMissing })
  expect(problems({ why: 'other' })).toEqual({ ...quiet, more: words.moreMissing })
  expect(problems({ why: 'other', more: 'Sửa đường' })).toEqual(quiet)
})

test('an hour that the gate would not wait for is told before anything is sent', () => {
  const at = (ms: number) => problems({ until: toField(ms) }).until
  expect(problems({ until: '' }).until).toBe(words.untilMissing)
  expect(at(closesAt)).toBe(words.untilEarly('22:00'))
  expect(at(closesAt + minute)).toBe('')
  expect(at(now + maxPostponeMs)).toBe('')
  expect(at(now + maxPostponeMs + minute)).toBe(words.untilLate)
})

test('police put off an evening to come to after its own hour, sixty days ahead at most', () => {
  const at = (ms: number) => problems({ until: toField(ms) }, { ahead: true }).until
  const tomorrow = closesAt + 24 * 60 * minute
  expect([at(tomorrow + minute), at(tomorrow + 11 * 60 * minute)]).toEqual(['', ''])
  expect(at(tomorrow)).toBe(words.untilEarly('22:00 25/11/2026'))
  expect(at(tomorrow - 60 * minute)).toBe(words.untilEarly('22:00 25/11/2026'))
  expect(at(now + maxPostponeAheadMs)).toBe(words.untilEarly('22:00 23/01/2027'))
  expect(at(now + maxPostponeAheadMs + 60 * minute)).toBe(words.untilFar)
})

test('the log says what for, and what was added', () => {
  const reason = (more: object) => reasonOf(draft(more) as never, t)
  expect(reason({})).toBe('Đám tang')
  expect(reason({ more: ' nhà Tư Khởi ' })).toBe('Đám tang – nhà Tư Khởi')
  expect(reason({ why: 'other', more: 'Sửa đường' })).toBe('Sửa đường')
})
