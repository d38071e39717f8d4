import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countIn, dayMs, dayOf, idsOf, dayRuns, type DaySums } from './day-sums.ts'
import { uuidv7 } from './uuid.ts'

const day = fc.integer({ min: 0, max: 40_000 })
const random = fc.uint8Array({ minLength: 10, maxLength: 10 })

test('a day begins and ends at midnight UTC, whatever the hour is here', () => {
  const at = (iso: string) => dayOf(uuidv7(Date.parse(iso), new Uint8Array(10).fill(255)))
  const [before, first] = [at('2026-11-23T23:59:59.999Z'), at('2026-11-24T00:00:00.000Z')]
  expect(first).toBe(before + 1)
  // 07:00 in the delta is 00:00 UTC.
  expect(at('2026-11-24T06:59:59.999+07:00')).toBe(before)
  expect(at('2026-11-24T07:00:00.000+07:00')).toBe(first)
})

test('an id lies among the ids of its day and of no other', () => {
  fc.assert(
    fc.property(day, fc.nat(dayMs - 1), random, (day, ms, random) => {
      const id = uuidv7(day * dayMs + ms, random)
      const [from, to] = idsOf([day, day])
      expect(dayOf(id)).toBe(day)
      expect(from <= id && id < to).toBe(true)
    })
  )
})

test('one id more, or another one, shows in its day', () => {
  fc.assert(
    fc.property(fc.uniqueArray(random, { minLength: 2, selector: (r) => r.slice(6).join() }), (all) => {
      const ids = all.map((random) => uuidv7(1_764_000_000_000, random))
      const sumsOf = (some: string[]) => {
        const sums: DaySums = new Map()
        for (const id of some) countIn(sums, id)
        return [...sums]
      }
      expect(sumsOf(ids)).toEqual(sumsOf([...ids].reverse()))
      expect(sumsOf(ids.slice(1))).not.toEqual(sumsOf(ids))
      expect(sumsOf(ids.slice(1))).not.toEqual(sumsOf(ids.slice(0, -1)))
    })
  )
})

test('neighbouring days are one run, in any order', () => {
  expect(dayRuns([])).toEqual([])
  expect(dayRuns([9, 3, 4, 20, 5])).toEqual([
    [3, 5],
    [9, 9],
    [20, 20]
  ])
})
