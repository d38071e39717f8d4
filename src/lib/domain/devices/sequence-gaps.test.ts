import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inFlightMs, sequenceStatus, type ReceivedReport, type Present } from './sequence-gaps.ts'
import { mostSpans, sizeOf, spansOf, type Span } from './device-report.ts'

const now = 10 * inFlightMs
const old = now - 2 * inFlightMs
const present = (numbers: readonly number[], more: Partial<Present> = {}): Present => ({
  times: new Map(numbers.map((n) => [n, old + n])),
  twice: new Set(),
  explained: [],
  ...more
})
const report = (head: number, waiting: Span[] = []): ReceivedReport => ({
  heads: head > 0 ? { gates: head } : {},
  waiting: waiting.length > 0 ? { gates: waiting } : {},
  at: now - 5_000
})
const judged = (there: Present, heard: ReceivedReport | null = null) =>
  sequenceStatus('gates', there, heard, now)

test('numbers that lie here one after the other, or whose absence is explained, are no gap', () => {
  expect(judged(present([1, 2, 3]))).toEqual({ head: 3, onPhone: [], gaps: [], forks: [] })
  expect(judged(present([1, 3, 4], { explained: [[2, 2]] })).gaps).toEqual([])
  expect(judged(present([]))).toMatchObject({ head: 0, gaps: [] })
})

test('a number below a later one of long ago is a gap, as old as the fact after it', () => {
  expect(judged(present([1, 2, 5, 6])).gaps).toEqual([{ span: [3, 4], since: old + 5 }])
})

test('one below a fact of just now may be on its way; a phone that reported says whether it is', () => {
  const fresh = present([1], {
    times: new Map([
      [1, old],
      [3, now - 60_000]
    ])
  })
  expect(judged(fresh).gaps).toEqual([])
  expect(judged(fresh, report(3, [[2, 2]]))).toMatchObject({ onPhone: [[2, 2]], gaps: [] })
  expect(judged(fresh, report(3)).gaps).toEqual([{ span: [2, 2], since: now - 60_000 }])
})

test('what a phone reported as waiting is still on it until it lies here, also above all that does', () => {
  expect(judged(present([1, 2]), report(5, [[3, 5]]))).toMatchObject({ head: 5, onPhone: [[3, 5]], gaps: [] })
  expect(judged(present([1, 2, 4]), report(5, [[3, 5]])).onPhone).toEqual([
    [3, 3],
    [5, 5]
  ])
  expect(judged(present([1, 2, 3, 4, 5]), report(5, [[3, 5]])).onPhone).toEqual([])
})

test('what a phone called sent and is not here is a gap since it said so', () => {
  expect(judged(present([1]), report(3)).gaps).toEqual([{ span: [2, 3], since: now - 5_000 }])
})

test('a clock that ran ahead hides no gap from what was recorded after it was put right', () => {
  const times = [
    [1, old],
    [3, now + 1e9]
  ] as const
  expect(judged(present([], { times: new Map(times) })).gaps).toEqual([])
  const later = judged(present([], { times: new Map([...times, [4, old + 4]]) }))
  expect(later.gaps).toEqual([{ span: [2, 2], since: old + 4 }])
})

test('a number of a thousand million holds nobody up', () => {
  const huge = present([], { times: new Map([1, 999_999_999].map((n) => [n, old])) })
  expect(judged(huge).gaps).toEqual([{ span: [2, 999_999_998], since: old }])
})

test('explained runs may overlap each other and what is there, and be of any length', () => {
  const there = present([], {
    times: new Map([4, 900_000_000].map((n) => [n, old])),
    explained: [
      [6, 800_000_000],
      [2, 10],
      [3, 3]
    ]
  })
  expect(judged(there).gaps).toEqual([
    { span: [1, 1], since: old },
    { span: [800_000_001, 899_999_999], since: old }
  ])
})

test('each number below the head is present, explained, on its phone, in a gap or perhaps on its way, and only one of these', () => {
  const some = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 20 })
  fc.assert(
    fc.property(some, some, some, fc.nat(30), (there, explained, waiting, told) => {
      const heard = report(told, spansOf(waiting))
      const { head, onPhone, gaps } = judged(present(there, { explained: spansOf(explained) }), heard)
      const missed = gaps.map(({ span }) => span)
      expect(
        spansOf(
          [...onPhone, ...missed].flatMap(([a, b]) => Array.from({ length: b - a + 1 }, (_, i) => a + i))
        )
      ).toSatisfy((spans: Span[]) => sizeOf(spans) === sizeOf(onPhone) + sizeOf(missed))
      for (let n = 1; n <= head; n++) {
        const known = there.includes(n) || explained.includes(n)
        const isIn = (spans: readonly Span[]) => spans.some(([a, b]) => a <= n && n <= b)
        const laterThere = there.some((m) => m > n)
        expect(isIn(onPhone)).toBe(!known && waiting.includes(n))
        expect(isIn(missed)).toBe(!known && !waiting.includes(n) && (n <= told || laterThere))
      }
    })
  )
})

test('numbers become spans, and where these are too many the highest become one', () => {
  expect(spansOf([5, 1, 2, 2, 7])).toEqual([
    [1, 2],
    [5, 5],
    [7, 7]
  ])
  const odd = Array.from({ length: 100 }, (_, i) => 2 * i + 1)
  const spans = spansOf(odd, mostSpans)
  expect(spans).toHaveLength(mostSpans)
  expect(spans.at(-1)).toEqual([2 * mostSpans - 1, 199])
})
