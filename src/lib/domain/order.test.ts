import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder, whenOf } from './order.ts'
import { uuidv7 } from './uuid.ts'

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

const minute = 60_000
const day = 24 * 60 * minute
const truth = Date.UTC(2026, 10, 26, 5)
/** A fact recorded at that time by the phone's clock, about something that happened `before` ms earlier. */
function recorded(device: string, n: number, ms: number, before = 0) {
  const id = uuidv7(
    ms,
    Uint8Array.from({ length: 10 }, () => n)
  )
  return { id, at: new Date(ms - before).toISOString(), by: 'x', device, n }
}

test('what a phone recorded with a clock days ahead stands before what others saw after that was put right', () => {
  const ahead = recorded('a', 1, truth + 9 * day)
  const right = recorded('a', 2, truth + minute)
  const other = recorded('b', 1, truth + 2 * minute)
  expect(inOrder([other, right, ahead])).toEqual([ahead, right, other])
  expect(whenOf([ahead, right]).get(ahead)).toBe(right.at)
})

test('what somebody writes down later than it happened moves nothing that he wrote before', () => {
  const first = recorded('a', 1, truth)
  const late = recorded('a', 2, truth + minute, day)
  const other = recorded('b', 1, truth - minute)
  expect(inOrder([late, first, other])).toEqual([other, first, late])
  expect([...whenOf([first, late])].map(([{ at }, when]) => when === at)).toEqual([true, true])
})

test('ids that go back within a second tell of no wrong clock', () => {
  const [first, second] = [recorded('a', 1, truth + 900), recorded('a', 2, truth)]
  expect(whenOf([first, second]).get(first)).toBe(first.at)
})

test('nothing happened later than the server took it; a carrier’s word about that is nobody’s', () => {
  const at = (minute: number) => `2026-11-24T10:0${minute}:00.000Z`
  const took = Date.parse(at(2))
  const one = { id: uuidv7(took, new Uint8Array(10)), at: at(5), by: 'x', device: 'a', n: 1, took }
  expect([...whenOf([one]).values()]).toEqual([at(2)])
  expect([...whenOf([{ ...one, sync: 'carried' as const }]).values()]).toEqual([at(5)])
  const other = {
    id: uuidv7(took, new Uint8Array(10)),
    at: at(3),
    by: 'y',
    device: 'b',
    n: 1,
    took: Date.parse(at(4))
  }
  expect(inOrder([other, one])).toEqual([one, other])
})
