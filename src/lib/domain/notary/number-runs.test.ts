import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addRun, holdsNumber, missingIn, untimed, type NumberRun } from './number-runs.ts'

const run = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 9 }))
  .map(([from, more, since]): NumberRun => [from, from + more, since])
const runs = fc.array(run, { maxLength: 40 })

function runsOf(added: readonly NumberRun[]): NumberRun[] {
  const kept: NumberRun[] = []
  for (const one of added) addRun(kept, one)
  return kept
}

test('runs are the numbers that were added, in whatever order', () => {
  fc.assert(
    fc.property(runs, fc.func(fc.integer()), (added, key) => {
      const kept = runsOf(added)
      const shuffled = added.map((one, i) => [key(i), one] as const).sort(([a], [b]) => a - b)
      expect(runsOf(shuffled.map(([, one]) => one))).toEqual(kept)
      for (let n = 0; n <= 70; n++)
        expect(holdsNumber(kept, n)).toBe(added.some(([from, to]) => from <= n && n <= to))
      for (const [i, [from]] of kept.entries()) expect(i === 0 || from > kept[i - 1]![1] + 1).toBe(true)
    })
  )
})

test('what is added twice is told', () => {
  fc.assert(
    fc.property(runs, run, (added, [from, to, since]) => {
      const kept = runsOf(added)
      const isNew = !added.some(([low, high]) => low <= to && from <= high)
      expect(addRun(kept, [from, to, since])).toBe(isNew)
    })
  )
})

test('a number is missed since the earliest time at which a later one came', () => {
  fc.assert(
    fc.property(runs, (added) => {
      const missing = missingIn(added)
      for (let n = 1; n <= 70; n++) {
        const later = added.filter(([from]) => from > n).map(([, , since]) => since)
        const isThere = added.some(([from, to]) => from <= n && n <= to)
        const told = missing.find(({ span: [from, to] }) => from <= n && n <= to)
        // Joined, runs forget when their later numbers came: the gap may then count as older, never as younger.
        expect(told?.since).toBe(isThere || later.length === 0 ? undefined : Math.min(...later))
      }
    })
  )
})

test('what only explains numbers shows no gap below it', () => {
  expect(
    missingIn([
      [1, 2, 5],
      [9, 9, untimed]
    ])
  ).toEqual([])
  expect(
    missingIn([
      [1, 2, 5],
      [5, 5, untimed],
      [7, 7, 8]
    ])
  ).toEqual([
    { span: [3, 4], since: 8 },
    { span: [6, 6], since: 8 }
  ])
})

test('a hundred thousand numbers are few runs; whoever leaves out every second one fills no memory', () => {
  const honest: NumberRun[] = []
  for (let n = 1; n <= 100_000; n++) if (n % 10_000 !== 0) addRun(honest, [n, n, n])
  expect(honest).toHaveLength(10)
  const hostile: NumberRun[] = []
  for (let n = 1; n <= 100_000; n += 2) addRun(hostile, [n, n, n])
  expect(hostile).toHaveLength(500)
  expect(hostile.at(-1)).toEqual([99_999, 99_999, 99_999])
})
