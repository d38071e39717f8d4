import { beforeEach, expect, test } from 'vitest'
import { heedRule } from './rule.ts'
import type { Trip } from './trip.ts'

const book = { unit: 'xa-thu', book: 'gates' }
const ruleOf = (text: string) => ({ _id: '_design/antt', validate_doc_update: 'gate', lib: { gate: text } })

let trip: Trip
let offered: string[]
beforeEach(() => {
  const places = new Map<string, { seq: string; epoch: string }>()
  const refused = [
    { id: 'own', ...book },
    { id: 'other', unit: 'xa-thu', book: 'hui' }
  ]
  offered = []
  trip = {
    store: {
      place: async (name: string) => places.get(name) ?? null,
      keepPlace: async (name: string, place: { seq: string; epoch: string }) => void places.set(name, place),
      offered: async () => refused,
      settle: async (all: { id: string }[]) => void offered.push(...all.map(({ id }) => id))
    }
  } as unknown as Trip
})

test('a quarter that begins with another rule than the last one read offers again what its book refused', async () => {
  await heedRule(trip, book, ruleOf('1'), true)
  expect(offered).toEqual([])
  await heedRule(trip, book, ruleOf('2'), true)
  expect([offered, trip.again]).toEqual([['own'], true])
})

test('a quarter that begins with the same rule offers nothing', async () => {
  await heedRule(trip, book, ruleOf('1'), true)
  await heedRule(trip, book, ruleOf('1'), true)
  expect(offered).toEqual([])
})

test('what an earlier version of the app has read tells no rule, so another one may stand there now', async () => {
  await heedRule(trip, book, ruleOf('1'), false)
  expect(offered).toEqual(['own'])
})
