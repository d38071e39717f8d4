import { expect, test } from 'vitest'
import { maxPostponeMs } from '#lib/app/gates/command-request.ts'
import { toField } from '#lib/i18n/format.ts'
import { gateWords } from '#lib/i18n/gates/gates.ts'
import { offered, possibleFrom, problemsOf, reasonOf } from './postpone-draft.ts'

const t = gateWords
const words = t.orders.postpone
/** 21:45 in Vietnam; the gate closes at 22:00. */
const now = Date.UTC(2026, 10, 24, 14, 45)
const closesAt = Date.UTC(2026, 10, 24, 15)
const minute = 60_000
const draft = (more: object) =>
  ({ why: 'funeral', more: '', until: toField(offered(closesAt, now)), ...more }) as const
const problems = (more: object) => problemsOf(draft(more) as never, { closesAt, now, max: 500 }, t)
const quiet = { why: '', more: '', until: '' }

test('offered is an hour after the closing that waits; nothing is wrong with it', () => {
  expect(draft({}).until).toBe('2026-11-24T23:00')
  expect(problems({})).toEqual(quiet)
})

test('half a day before the closing nothing can be put off; from then on what is offered can be had', () => {
  const morning = possibleFrom(closesAt)
  const asked = (at: number) => {
    const until = toField(offered(closesAt, at))
    return problemsOf(draft({ until }) as never, { closesAt, now: at, max: 500 }, t).until
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

test('the log says what for, and what was added', () => {
  const reason = (more: object) => reasonOf(draft(more) as never, t)
  expect(reason({})).toBe('Đám tang')
  expect(reason({ more: ' nhà Tư Khởi ' })).toBe('Đám tang – nhà Tư Khởi')
  expect(reason({ why: 'other', more: 'Sửa đường' })).toBe('Sửa đường')
})
