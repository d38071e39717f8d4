import { expect, test } from 'vitest'
import { firstRound } from './first-round.ts'

const rounds = [false, false, true].map((closed, i) => ({ k: i + 1, closed }))

test('the round that the address names is shown, else the last one that is not closed, else the last', () => {
  const shown = ['1', '3', null, '', '4', 'x'].map((named) => firstRound(rounds, named))
  expect(shown).toEqual([1, 3, 2, 2, 2, 2])
  expect(firstRound([{ k: 1, closed: true }], null)).toBe(1)
  expect(firstRound([], '1')).toBeUndefined()
})
