import { expect, test } from 'vitest'
import { huiWords as t } from '#lib/i18n/hui/hui-words.ts'
import { dayChoices, dayMeant, daysOfRound, firstDay, otherDayProblem } from './pay-day.ts'

const round = { on: '2026-11-10', terms: { collectDays: 3 }, paid: 0, covered: 0, drawn: 0 }

test('the page begins with the day of the round, and with today for what comes late', () => {
  expect(firstDay(round, '2026-11-12').which).toBe('due')
  expect(firstDay({ ...round, paid: 900_000 }, '2026-11-13').which).toBe('due')
  // Nobody has recorded anything of it: the whole round is entered later.
  expect(firstDay(round, '2026-12-01').which).toBe('due')
  expect(firstDay({ ...round, paid: 900_000 }, '2026-11-14').which).toBe('today')
  expect(firstDay(round, '2026-11-10').which).toBe('today')
})

test('the day that is meant is never before the round, nor one to come', () => {
  const on = (which: 'due' | 'today' | 'other', other = '') =>
    dayMeant({ which, other }, daysOfRound(round), '2026-11-20')
  expect(on('due')).toBe('2026-11-10')
  expect(on('today')).toBe('2026-11-20')
  expect(on('other', '2026-11-15')).toBe('2026-11-15')
  for (const other of ['', '15/11', '2026-11-09', '2026-11-21']) expect(on('other', other)).toBe('')
  expect(dayMeant({ which: 'due', other: '' }, daysOfRound(round), '2026-11-10')).toBe('2026-11-10')
})

test('what is wrong with another day is told', () => {
  const says = (other: string) =>
    otherDayProblem(other, daysOfRound(round), { today: '2026-11-20', early: t.hui.pay.dayEarly }, t)
  expect(says('')).toBe(t.hui.form.dayMissing)
  expect(says('2026-11-21')).toBe(t.hui.round.future)
  expect(says('2026-11-09')).toBe(t.hui.pay.dayEarly)
  expect(says('2026-11-10')).toBe('')
})

test('a day set for money is offered once it is past, and never one before the first', () => {
  const since = '2026-11-10'
  const choices = (due: string | null) => dayChoices({ due, since }, '2026-11-20')
  expect(choices('2026-11-19')).toEqual(['due', 'today', 'other'])
  for (const due of ['2026-11-20', '2026-12-01', '2026-11-09', null])
    expect(choices(due)).toEqual(['today', 'other'])
  const meant = (due: string | null) => dayMeant({ which: 'due', other: '' }, { due, since }, '2026-11-20')
  expect(meant('2026-11-19')).toBe('2026-11-19')
  // Writes today for a choice that is not offered.
  for (const due of ['2026-12-01', '2026-11-09', null]) expect(meant(due)).toBe('2026-11-20')
})
