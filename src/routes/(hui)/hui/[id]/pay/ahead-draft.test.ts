import { expect, test } from 'vitest'
import { money } from '#lib/i18n/format.ts'
import { huiWords as t } from '#lib/i18n/hui/hui-words.ts'
import { agreement, numberedId, TestLine } from '../../../../../../tests/hui/test-line.ts'
import { aheadProblems, payingAhead } from './ahead-draft.ts'

const book = new TestLine(agreement(2, 1_000, { commission: { kind: 'none' } }))
book.round(1, 1, 0)
const [taker, living] = [numberedId(1), numberedId(2)]

test('who has taken owes the last round; who takes it has nothing to pay ahead', () => {
  expect(payingAhead(book.state)).toEqual([taker])
})

test('more than can come to be owed is told, and what is missing once asked', () => {
  const problems = (who: string, amount: string, asked = true) =>
    aheadProblems({ who, amount }, asked, book.state, t)
  expect(problems(taker, '1.000')).toEqual({ who: '', amount: '' })
  expect(problems(taker, '1.001')).toEqual({ who: '', amount: t.hui.pay.aheadMost(money(1_000)) })
  expect(problems(living, '1')).toEqual({ who: '', amount: t.hui.pay.aheadMost(money(0)) })
  expect(problems('', '0')).toEqual({ who: t.hui.pay.aheadWhoMissing, amount: t.hui.pay.zero })
  expect(problems('', '', false)).toEqual({ who: '', amount: '' })
})
