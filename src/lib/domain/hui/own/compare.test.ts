import { expect, test } from 'vitest'
import { agreement, TestLine } from '../../../../../tests/hui/test-line.ts'
import { bookDifferences } from './compare.ts'

const book = (bids: readonly number[], face = 1_000_000) => {
  const line = new TestLine(agreement(4, face))
  for (const [i, bid] of bids.entries()) line.round(i + 1, i + 1, bid)
  return line.state
}

test('two books of one line agree while the rounds that both have do', () => {
  expect(bookDifferences(book([100_000, 90_000]), book([100_000, 90_000]))).toEqual({
    terms: false,
    rounds: []
  })
  expect(bookDifferences(book([100_000]), book([100_000, 90_000]))).toEqual({ terms: false, rounds: [] })
})

test('another bid makes each round of which it changes anything one to compare', () => {
  expect(bookDifferences(book([100_000, 90_000, 80_000]), book([100_000, 95_000]))).toEqual({
    terms: false,
    rounds: [2]
  })
})

test('another agreement is told, and the rounds whose sums it changes', () => {
  expect(bookDifferences(book([100_000]), book([100_000], 2_000_000))).toEqual({ terms: true, rounds: [1] })
})
