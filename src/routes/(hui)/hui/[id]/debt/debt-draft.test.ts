import { expect, test } from 'vitest'
import { huiWords as t } from '#lib/i18n/hui/hui-words.ts'
import { debtOf, debtProblems, emptyDebt, type DebtDraft } from './debt-draft.ts'

const today = '2026-06-15'
const row = (on: string, amount: string) => ({ from: '', to: '', on, amount })
const whole: DebtDraft = {
  ...emptyDebt(today),
  from: 'a',
  to: 'b',
  instalments: [row('2026-07-01', '500.000'), row('2026-08-01', '250.000')]
}
const told = (draft: Partial<DebtDraft>, asked = true) => {
  const { instalments, ...texts } = debtProblems({ ...whole, ...draft }, asked, today, t)
  return [...Object.values(texts).filter(Boolean), ...(instalments ? ['row'] : [])]
}
const { personMissing, same } = t.hui.settlement.form

test('who, whom, each day and each sum are asked for', () => {
  expect(told({})).toEqual([])
  expect(told(emptyDebt(today))).toEqual([personMissing, personMissing, 'row'])
  expect(told(emptyDebt(today), false)).toEqual([])
  expect(told({ to: 'a' })).toEqual([same])
  expect(told({ spouse: 'a' })).toEqual([same])
  expect(told({ on: '2026-06-16' })).toEqual([t.hui.round.future])
  for (const wrong of [row('', '1'), row('30/02/2026', '1'), row('2026-07-01', '0'), row('2026-07-01', 'x')])
    expect(told({ instalments: [wrong] })).toEqual(['row'])
})

test('the debt is the sum of its instalments', () => {
  expect(debtOf({ ...whole, spouse: 'c' })).toEqual({
    from: 'a',
    to: 'b',
    amount: 750_000,
    instalments: [
      { on: '2026-07-01', amount: 500_000 },
      { on: '2026-08-01', amount: 250_000 }
    ],
    spouse: 'c'
  })
  expect('spouse' in debtOf(whole)).toBe(false)
})
