import { expect, test } from 'vitest'
import { decisionLimits, typedHour } from '#lib/app/gates/decision/gate-decisions.ts'
import { decision as d } from '#lib/i18n/gates/decision/decision-vi.ts'
import { words as t } from '#lib/i18n/words.ts'
import { decisionProblems, withColon } from './decision-draft.ts'

const whole = { number: '12/QĐ-UBND', date: '2026-11-03', from: '22:00', to: '5h', mayOrder: 'Trực chỉ huy' }
const none = { number: '', date: '', from: '', to: '', mayOrder: '' }
const problems = (changes: Partial<typeof whole>, asked = true) =>
  decisionProblems({ ...whole, ...changes }, asked, '2026-11-24', { d, t })

test('a whole decision may be saved; what is missing is told once asked', () => {
  expect(problems({})).toEqual(none)
  expect(problems(none, false)).toEqual(none)
  expect(problems(none)).toEqual({
    number: d.numberMissing,
    date: d.dateMissing,
    from: d.hourWrong,
    to: d.hourWrong,
    mayOrder: d.whoMissing
  })
})

test('a day to come, one hour for both and a number that is too long are told', () => {
  expect(problems({ date: '2026-11-25' }).date).toBe(d.future)
  expect(problems({ to: '22h' }).to).toBe(d.sameHour)
  expect(problems({ number: 'a'.repeat(decisionLimits.number + 3) }).number).toBe(
    t.note.over(3, decisionLimits.number)
  )
})

test.each([
  ['22:00', '22:00'],
  ['2200', '22:00'],
  ['9:30', '09:30'],
  ['930', ''],
  ['5h', '05:00'],
  ['22 giờ 30', '22:30'],
  ['22.15', '22:15'],
  ['0', '00:00'],
  ['24:00', ''],
  ['22:60', ''],
  ['tối', ''],
  ['22:0', ''],
  ['123456', ''],
  ['', '']
])('an hour as people type it: %s', (typed, means) => expect(typedHour(typed)).toBe(means))

test('four digits in one go get their colon', () => {
  expect(['2200', '22:00', '220', '22h'].map(withColon)).toEqual(['22:00', '22:00', '220', '22h'])
})
