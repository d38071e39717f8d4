import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Fact } from '#lib/domain/facts.ts'
import { idTime } from '#lib/domain/uuid.ts'
import { notes } from './notes.ts'

const end = Date.UTC(2026, 10, 24)
const some = [...notes('xa-thu', 500, end)]

test('seeded notes are what the product takes for notes', () => {
  for (const note of some) expect(v.is(Fact, note)).toBe(true)
})

test('they are the same each time, oldest first, ids in step with time', () => {
  expect([...notes('xa-thu', 500, end)]).toEqual(some)
  expect(some.map(({ id }) => id)).toEqual(some.map(({ id }) => id).sort())
  expect(idTime(some[7]!.id)).toBe(Date.parse(some[7]!.at))
})

test('each device counts without a gap', () => {
  const devices = new Set(some.map(({ device }) => device))
  expect(devices.size).toBe(4)
  for (const device of devices) {
    const numbers = some.filter((note) => note.device === device).map(({ n }) => n)
    expect(numbers).toEqual(numbers.map((_, i) => i + 1))
  }
})
