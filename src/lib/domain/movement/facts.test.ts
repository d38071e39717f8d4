import { expect, test } from 'vitest'
import { TestMovement } from '../../../../tests/movement.ts'
import { refuse } from '../rules.ts'

const home = { unit: 'xa-phong-hiep', book: 'movement' } as const
const told = (fact: unknown, role: string, by = 'ph-tonghop') =>
  refuse(fact, null, { name: by, roles: [`xa-phong-hiep:${role}`] }, home)
const book = new TestMovement()

test('police and the committee keep models; only police publish figures', () => {
  const [model, count] = [book.listed('A'), book.counted('A', 'một', '2025-03-29', [1, 5])]
  const figures = book.published('một', '2025-03-29', { 'hui-collapses': 0 })
  for (const role of ['commander', 'officer', 'ubnd'])
    for (const fact of [model, count]) expect(told(fact, role)).toBeNull()
  for (const role of ['commander', 'officer']) expect(told(figures, role)).toBeNull()
  expect(told(figures, 'ubnd')).toEqual({ code: 'not-allowed' })
  for (const role of ['keeper', 'hamlet', 'province-movement', 'auditor'])
    for (const fact of [model, count, figures]) expect(told(fact, role)).toEqual({ code: 'not-allowed' })
})

test.each(['2022-11', '2022-11-30', '2024-02-29'])('%s is a day or a month', (since) => {
  expect(told(book.listed('A', { since }), 'officer')).toBeNull()
})

test.each(['2022', '2022-13', '2022-11-31', '2025-02-29', '11/2022'])('%s is neither', (since) => {
  expect(told(book.listed('A', { since }), 'officer')).toEqual({ code: 'malformed', at: 'body.since' })
})

test.each([-1, 1.5, 1_000_000_001])('%s is no number of members', (value) => {
  const fact = book.counted('A', 'một', '2025-03-29', [1, value])
  expect(told(fact, 'officer')).toEqual({ code: 'malformed', at: 'body.members.value' })
})
