import { expect, test } from 'vitest'
import { lineOf } from '../../../../tests/hui/watched-lines.ts'
import { takersAhead } from './host-figures.ts'

/** A line of five whose first rounds were taken by parts 1, 2, … */
function taken(rounds: number, number = 1) {
  const line = lineOf(5, {}, number)
  for (let k = 1; k <= rounds; k += 1) line.round(k, k, 0)
  return line.state
}

test('what those who took owe is told of all together, and of one alone not at all', () => {
  expect(takersAhead([taken(0)])).toBeNull()
  expect(takersAhead([taken(1)])).toBeNull()
  expect(takersAhead([taken(2)])).toEqual({ people: 2, amount: 2 * 3_000 })
  expect(takersAhead([taken(1), taken(2, 2)])).toEqual({ people: 2, amount: 4_000 + 2 * 3_000 })
  expect(takersAhead([taken(5)])).toBeNull()
})
