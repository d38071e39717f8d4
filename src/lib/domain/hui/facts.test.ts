import * as v from 'valibot'
import { expect, test } from 'vitest'
import { opening, TestLine } from '../../../../tests/hui-line.ts'
import { Fact } from '../facts.ts'

const isShaped = (fact: unknown) => v.safeParse(Fact, fact).success

test('a part bids once in a round', () => {
  const book = new TestLine(opening(3, 1_000, { kind: 'half' }))
  const bids = (...parts: number[]) => ({ bids: parts.map((part) => ({ part, amount: 100 })), byLot: true })
  expect(isShaped(book.round(1, 1, 100, bids(1, 2)))).toBe(true)
  expect(isShaped(book.round(1, 1, 100, bids(1, 2, 1)))).toBe(false)
})
