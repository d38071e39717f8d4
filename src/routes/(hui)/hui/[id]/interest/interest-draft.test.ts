import { expect, test } from 'vitest'
import { huiLimits } from '#lib/app/hui/hui-book.svelte.ts'
import { huiWords as t } from '#lib/i18n/hui/hui-words.ts'
import { agreement, dayOf, numberedId, TestLine } from '../../../../../../tests/hui/test-line.ts'
import { interestChoices, interestOf, interestProblems, type InterestDraft } from './interest-draft.ts'

const book = new TestLine(agreement(3, 1_000_000, { commission: { kind: 'none' } }))
book.round(1, 1, 0)
book.cover(1, 2, 1_000_000)
const today = dayOf(46)
const choices = interestChoices(book.state, today)
const whole: InterestDraft = {
  account: choices[0]!.value,
  what: 'waived',
  amount: '12.329',
  on: today,
  reason: 'Hoàn cảnh khó khăn',
  source: 'member'
}
const told = (draft: Partial<InterestDraft>, asked = true) =>
  Object.values(interestProblems({ ...whole, ...draft }, asked, { choices, today }, t)).filter(Boolean)

test('each due that came late is offered, and the pot', () => {
  expect(choices.map(({ part, left }) => [part, left])).toEqual([
    [2, 12_329],
    [3, 12_329],
    [null, 24_658]
  ])
})

test('what is missing is told once asked, what cannot be at once', () => {
  const { form } = t.hui.ledger
  expect(told({})).toEqual([])
  expect(told({ account: '', what: '', amount: '' })).toEqual([
    form.accountMissing,
    form.whatMissing,
    t.hui.money.missing
  ])
  expect(told({ account: '', what: '', amount: '' }, false)).toEqual([])
  expect(told({ amount: '0', on: dayOf(47) }, false)).toEqual([t.hui.pay.zero, t.hui.round.future])
  expect(told({ reason: 'a'.repeat(huiLimits.reason + 3) })).toEqual([t.note.over(3, huiLimits.reason)])
})

test('a waiver keeps its reason, a payment has none', () => {
  const of = { k: 1, part: 2, from: numberedId(2), to: numberedId(999), amount: 12_329 }
  expect(interestOf(whole, choices)).toEqual({ what: 'waived', reason: whole.reason, ...of })
  expect(interestOf({ ...whole, what: 'paid' }, choices)).toEqual({ what: 'paid', ...of })
})
