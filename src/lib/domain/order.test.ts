import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder } from './order.ts'

const fact = fc.record({
  id: fc.integer({ min: 0, max: 1e6 }).map(String),
  at: fc.integer({ min: 0, max: 50 }).map((ms) => new Date(ms).toISOString()),
  by: fc.constant('x'),
  device: fc.constantFrom('a', 'b', 'c'),
  n: fc.integer({ min: 1, max: 12 })
})
const facts = fc.uniqueArray(fact, { selector: ({ id }) => id, maxLength: 40 })
const shuffled = facts.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))
)

test('order of arrival does not matter', () => {
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      expect(inOrder(other)).toEqual(inOrder(list))
    })
  )
})

test('nothing is lost or doubled', () => {
  const ids = (list: { id: string }[]) => list.map(({ id }) => id).sort()
  fc.assert(
    fc.property(facts, (list) => {
      expect(ids(inOrder(list))).toEqual(ids(list))
    })
  )
})

test("a device's n + 1 never comes before its n, even when its clock was set back", () => {
  fc.assert(
    fc.property(facts, (list) => {
      const last: Record<string, number> = {}
      for (const { device, n } of inOrder(list)) {
        expect(n).toBeGreaterThanOrEqual(last[device] ?? 0)
        last[device] = n
      }
    })
  )
})

test('otherwise by the time of the event, then by id', () => {
  const at = (minute: number) => `2026-11-24T10:0${minute}:00.000Z`
  const list = [
    { id: '3', at: at(2), by: 'x', device: 'a', n: 2 },
    { id: '2', at: at(1), by: 'x', device: 'b', n: 1 },
    { id: '1', at: at(1), by: 'x', device: 'a', n: 1 }
  ]
  expect(inOrder(list).map(({ id }) => id)).toEqual(['1', '2', '3'])
})

test("another author's fact under this device's name moves nothing", () => {
  const at = (minute: number) => `2026-11-24T10:0${minute}:00.000Z`
  const honest = { id: '2', at: at(1), by: 'x', device: 'a', n: 2 }
  const forged = { id: '9', at: at(9), by: 'y', device: 'a', n: 1 }
  expect(inOrder([forged, honest]).map(({ id }) => id)).toEqual(['2', '9'])
})
