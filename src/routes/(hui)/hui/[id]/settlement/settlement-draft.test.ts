import { expect, test } from 'vitest'
import { huiWords as t } from '#lib/i18n/hui/hui-words.ts'
import {
  emptySettlement,
  settlementOf,
  settlementProblems,
  type SettlementDraft
} from './settlement-draft.ts'
import { mayAddShare, shareProblems } from './shares-draft.ts'

const today = '2026-06-15'
const share = { from: 'a', to: 'b', on: '2026-07-01', amount: '500.000' }
const whole: SettlementDraft = { ...emptySettlement(today), shares: [share], signed: ['b', 'a', 'gone'] }
const { form } = t.hui.settlement

test('each row says who pays whom, when and how much', () => {
  const wrong = (draft: object) => shareProblems([{ ...share, ...draft }], true, true, t)[0]
  const none = { from: '', to: '', on: '', amount: '' }
  expect(wrong({})).toEqual(none)
  expect(wrong({ from: '', to: '', on: '', amount: '' })).toEqual({
    from: form.personMissing,
    to: form.personMissing,
    on: t.hui.form.dayMissing,
    amount: t.hui.money.missing
  })
  expect(wrong({ to: 'a' })).toEqual({ ...none, to: form.same })
  expect(wrong({ on: '30/02/2026' })).toEqual({ ...none, on: t.hui.form.dayMissing })
  expect(wrong({ amount: '0' })).toEqual({ ...none, amount: t.hui.pay.zero })
  expect(mayAddShare(Array.from({ length: 60 }, () => share))).toBe(false)
})

test('it binds two who have signed; whoever no row names has not', () => {
  expect(settlementProblems(whole, true, today, t)).toEqual({ shares: false, signed: '', on: '' })
  expect(settlementProblems({ ...whole, signed: ['a'] }, true, today, t).signed).toBe(form.nobodySigned)
  expect(settlementProblems(emptySettlement(today), false, today, t)).toEqual({
    shares: false,
    signed: '',
    on: ''
  })
  expect(settlementOf(whole)).toEqual({ shares: [{ ...share, amount: 500_000 }], signed: ['a', 'b'] })
})
