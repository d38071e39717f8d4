import { expect, test } from 'vitest'
import { agreement, TestLine } from '../../../../../tests/hui/test-line.ts'
import { roundLaw } from './round-law.ts'

test('beside a bid stand both caps, what lies above the strict one, and what taking then costs', () => {
  const book = new TestLine(agreement(10, 1_000_000, { commission: { kind: 'none' } }))
  book.round(1, 1, 200_000)
  book.round(2, 2, 180_000)
  const { state } = book
  const law = roundLaw(state.rounds[0]!, state)!
  expect(law).toMatchObject({ strict: 150_000, literal: 166_666, excess: 450_000, asksReview: false })
  expect(law.rate!.period).toBeCloseTo(0.0471, 4)
  expect(roundLaw(state.rounds[1]!, state)).toMatchObject({ strict: 133_333, excess: 373_336 })
})

test('where nobody bid, and in the last round, there is nothing to say', () => {
  const book = new TestLine(agreement(2, 1_000_000))
  book.round(1, 1, 0)
  book.round(2, 2, 0)
  const { state } = book
  expect(state.rounds.map((round) => roundLaw(round, state))).toEqual([null, null])
})

test('a premium line reckons with what is paid on top', () => {
  const rate = (model: 'premium' | 'discount') => {
    const book = new TestLine(agreement(10, 1_000_000, { model, commission: { kind: 'none' } }))
    book.round(1, 1, 200_000)
    return roundLaw(book.state.rounds[0]!, book.state)!.rate!.period
  }
  expect(rate('premium')).toBeLessThan(rate('discount'))
})
