import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, numberedId, opening, TestLine } from '../../../../tests/hui-line.ts'
import { line } from './line.ts'
import { noticesDue } from './notice.ts'
import type { Line } from './state.ts'

const million = 1_000_000
const [hue, kieu] = [numberedId(991), numberedId(992)]

/** Builds a line of `n` parts that opened on day `from`; with `rounds`, so many are held, one a day from then on. */
function lineOf(host: string, n: number, face: number, { from = 1, rounds = 0 } = {}): Line {
  const made = new TestLine({ ...opening(n, face, { kind: 'half' }), host, startsOn: dayOf(from) })
  for (let k = 1; k <= rounds; k++) made.round(k, k, 0, { on: dayOf(from + k - 1) })
  return line(made.facts, Infinity)!
}

const due = (today: string, ...lines: Line[]) =>
  noticesDue(lines, today).map(({ line, perOpening, several }) => [lines.indexOf(line), perOpening, several])

test('a hundred million at one opening must be notified, a đồng less need not', () => {
  expect(due(dayOf(1), lineOf(hue, 20, 5 * million))).toEqual([[0, 100 * million, false]])
  expect(due(dayOf(1), lineOf(hue, 19, 5 * million))).toEqual([])
  expect(due(dayOf(1), lineOf(hue, 2, 50 * million - 1))).toEqual([])
})

test('with another line of the same host, however small, both must', () => {
  const [large, tiny] = [lineOf(hue, 19, 5 * million), lineOf(hue, 2, 1000)]
  expect(due(dayOf(1), large, tiny)).toEqual([
    [0, null, true],
    [1, null, true]
  ])
  expect(due(dayOf(1), large, lineOf(kieu, 2, 1000))).toEqual([])
  expect(due(dayOf(1), lineOf(hue, 20, 5 * million), tiny)[0]).toEqual([0, 100 * million, true])
})

test('a line that has ended no longer counts, on the day of its last round it still does', () => {
  const [held, ended] = [lineOf(hue, 19, 5 * million), lineOf(hue, 3, 1000, { rounds: 3 })]
  expect(ended.complete).toBe(true)
  expect(due(dayOf(3), held, ended)).toHaveLength(2)
  expect(due(dayOf(4), held, ended)).toEqual([])
  expect(due(dayOf(4), lineOf(hue, 2, 60 * million, { rounds: 2 }))).toEqual([])
})

test('a stopped line counts up to the day of its stop', () => {
  const stopped = new TestLine({
    ...opening(2, 60 * million, { kind: 'half' }),
    host: hue,
    startsOn: dayOf(1)
  })
  stopped.stop(dayOf(3))
  const [held, ended] = [lineOf(hue, 2, 1000), line(stopped.facts, Infinity)!]
  expect(due(dayOf(3), held, ended)).toHaveLength(2)
  expect(due(dayOf(4), held, ended)).toEqual([])
})

test('two lines that share no day are not concurrent', () => {
  const ending = lineOf(hue, 3, 1000, { rounds: 3 })
  expect(due(dayOf(2), ending, lineOf(hue, 19, 5 * million, { from: 4 }))).toEqual([])
  expect(due(dayOf(2), ending, lineOf(hue, 19, 5 * million, { from: 3 }))).toHaveLength(2)
})

test('the order of the lines changes nothing but the order of the answer', () => {
  const lines = [
    lineOf(hue, 19, 5 * million),
    lineOf(hue, 3, 1000, { rounds: 3 }),
    lineOf(kieu, 20, 5 * million),
    lineOf(kieu, 2, 1000, { from: 9 })
  ]
  const told = (list: Line[]) =>
    new Set(noticesDue(list, dayOf(2)).map(({ line, several }) => `${lines.indexOf(line)} ${several}`))
  fc.assert(
    fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
      expect(told(shuffled)).toEqual(told(lines))
    })
  )
})
