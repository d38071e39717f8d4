import { expect, test } from 'vitest'
import { huiWords as t } from '#lib/i18n/hui/hui-words.ts'
import { amountProblems } from './amount-draft.ts'

const told = (amount: string, asked = false) => amountProblems({ amount }, asked, 1_650_000, t).amount

test('an amount up to the whole one may be saved', () => {
  expect([told('1', true), told('1.650.000', true)]).toEqual(['', ''])
})

test('a missing amount is told once asked', () => {
  expect([told(' '), told(' ', true)]).toEqual(['', t.hui.money.missing])
})

test('no number, none at all and more than is owed are told at once', () => {
  expect(told('ba trăm')).toBe(t.hui.money.notDigits)
  expect(told('0')).toBe(t.hui.pay.zero)
  expect(told('1.650.001')).toBe(t.hui.pay.tooMuch('1.650.000\u00a0đ'))
  expect(told('9.999.999.999.999')).toBe(t.hui.money.tooMuch('20.000.000.000\u00a0đ'))
})
