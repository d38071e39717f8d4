import { expect, test } from 'vitest'
import { huiWords as t } from '#lib/i18n/hui/hui-words.ts'
import { agreement, numberedId, TestLine } from '../../../../../../tests/hui/test-line.ts'
import {
  emptyTransfer,
  holdingsOf,
  transferOf,
  transferProblems,
  type TransferDraft
} from './transfer-draft.ts'

const book = new TestLine(
  agreement(3, 1_000, {
    unitsPerPart: 2,
    parts: [
      [{ person: numberedId(1), units: 2 }],
      [
        { person: numberedId(2), units: 1 },
        { person: numberedId(3), units: 1 }
      ],
      [{ person: numberedId(4), units: 2 }]
    ]
  })
)
book.round(1, 1, 100)
const line = book.state
const { transfer: own } = t.hui
const whole: TransferDraft = {
  ...emptyTransfer,
  holding: `2 ${numberedId(3)}`,
  to: numberedId(9),
  price: '500.000',
  pays: 'buyer'
}
const told = (draft: Partial<TransferDraft>) =>
  Object.values(transferProblems({ ...whole, ...draft }, true, line, t)).filter(Boolean)

test('each holder of a part may sell what they hold; a part that took is a debt', () => {
  expect(holdingsOf(line).map(({ part, units, dead }) => [part, units, dead])).toEqual([
    [1, 2, true],
    [2, 1, false],
    [2, 1, false],
    [3, 2, false]
  ])
})

test('what is missing is told, and nobody sells to themselves', () => {
  expect(told({})).toEqual([])
  expect(told(emptyTransfer)).toEqual([own.partMissing, own.toMissing, t.hui.money.missing, own.paysMissing])
  expect(told({ to: numberedId(3) })).toEqual([own.same])
  expect(told({ price: '0', pays: '' })).toEqual([])
  expect(Object.values(transferProblems(emptyTransfer, false, line, t)).join('')).toBe('')
})

test('a transfer is of all that somebody holds of a part, from the next round on', () => {
  expect(transferOf(whole, line)).toEqual({
    part: 2,
    from: numberedId(3),
    to: numberedId(9),
    units: 1,
    fromRound: 2,
    price: 500_000,
    pays: 'buyer',
    signed: []
  })
})
