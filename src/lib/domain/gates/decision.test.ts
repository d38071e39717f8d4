import { expect, test } from 'vitest'
import { byDecision } from './decision.ts'

test('gates are told apart by the decision in force, in their order; hand gates as well', () => {
  const stands = { number: '1', date: '2026-01-05', hours: { from: '22:00', to: '05:00' }, mayOrder: 'Ai' }
  const decisions = new Map([['b', { ...stands, by: 'truc', at: '2026-01-06T00:00:00.000Z', records: [] }]])
  const gates = [
    { gate: 'a', kind: 'hand' },
    { gate: 'b', kind: 'hand' },
    { gate: 'c', kind: 'motor' }
  ]
  expect(byDecision({ decisions }, gates)).toEqual({ decided: [gates[1]], undecided: [gates[0], gates[2]] })
})
