import { expect, test } from 'vitest'
import { agreement, dayOf } from '../../../../../tests/hui/test-line.ts'
import { found, level, lineOf, NumberedLine } from '../../../../../tests/hui/watched-lines.ts'

function bidding(bids: readonly number[], terms = {}) {
  const line = lineOf(20, terms)
  bids.forEach((bid, i) => line.round(i + 1, i + 1, bid))
  return line
}

test('R11: bids that do not fall are amber, those that rise by more than two points a round red', () => {
  expect(level('R11', [bidding([101, 100, 100, 100])])).toBe('none')
  expect(level('R11', [bidding([100, 100, 100, 100])])).toBe('amber')
  expect(level('R11', [bidding([100, 120, 140, 160])])).toBe('amber')
  expect(level('R11', [bidding([100, 120, 140, 161])])).toBe('red')
})

test('R11: below four bids too few; rounds without a bid, the head round and the last one are left out', () => {
  expect(level('R11', [bidding([100, 100, 100])])).toBe('too-few')
  expect(found('R11', [bidding([180, 160, 0, 140, 120])]).level).toBe('none')
  const whole = new NumberedLine(agreement(5, 1_000))
  ;[0, 100, 100, 100, 0].forEach((bid, i) => whole.round(i + 1, i + 1, bid))
  expect(found('R11', [whole]).inputs['rounds']).toBe(3)
})

test('R11: the last four rounds count; fixed bids and no bids tell nothing', () => {
  expect(level('R11', [bidding([10, 60, 200, 180, 160, 140])])).toBe('none')
  expect(level('R11', [lineOf(5, { model: 'interest-free' })])).toBe('not-computable')
  expect(level('R11', [lineOf(5, { model: 'fixed', bids: { fixed: 10 } })])).toBe('not-computable')
})

test('R12: counts bids above both caps, and has no level', () => {
  const line = new NumberedLine(agreement(10, 1_000_000))
  const bids = [200_000, 180_000, 170_000, 150_000, 140_000, 120_000, 100_000, 80_000, 50_000, 0]
  bids.slice(0, 9).forEach((bid, i) => line.round(i + 1, i + 1, bid))
  expect(found('R12', [line], { day: dayOf(9) })).toMatchObject({
    level: 'none',
    inputs: { overStrict: 9, overLiteral: 9, rounds: 9 }
  })
})
