import * as v from 'valibot'
import { instant, whole } from '../gates/contract/numbers.ts'
import { books, type Book } from '../roles.ts'
import { count, deviceId, slug } from '../shapes.ts'

/** A range of numbers, inclusive at both ends. */
export type Span = readonly [from: number, to: number]

/** The most spans that a report names for one book; numbers between the last ones then count as waiting too. */
export const mostSpans = 20

/** Allowed difference between the time of a report and the server's, ms. */
export const reportFreshMs = 120_000

/** The largest number that a report may name: no phone writes so many records, and sums of numbers stay exact. */
const maxReported = 1_000_000_000

const number = v.pipe(count, v.maxValue(maxReported))

const span = v.pipe(
  v.strictTuple([number, number]),
  v.check(([from, to]) => from <= to)
)

/**
 * A phone's report to its server, signed in the same envelope as a command: the last `n` that it gave out in each book,
 * and the numbers that wait on this phone alone. The server keeps it as a note; it is not a fact.
 */
export const DeviceReport = v.strictObject({
  v: v.literal(1),
  tells: v.literal('numbers'),
  account: slug,
  device: deviceId,
  /** Unix ms. */
  at: instant,
  heads: v.record(v.picklist(books), number),
  waiting: v.record(v.picklist(books), v.pipe(v.array(span), v.minLength(1), v.maxLength(mostSpans))),
  /** Number of photo files that wait. */
  photos: whole
})
export type DeviceReport = v.InferOutput<typeof DeviceReport>

export type ByBook<T> = { [book in Book]?: T }

/**
 * Joins numbers into spans, the lowest first.
 * @param most the largest number of spans; beyond it the highest ones are merged into one
 */
export function spansOf(numbers: Iterable<number>, most = Infinity): Span[] {
  const spans: [number, number][] = []
  for (const n of [...numbers].sort((a, b) => a - b)) {
    const last = spans.at(-1)
    if (last && (n <= last[1] + 1 || spans.length === most)) last[1] = Math.max(last[1], n)
    else spans.push([n, n])
  }
  return spans
}

/** Counts the numbers in these spans. */
export const sizeOf = (spans: readonly Span[] = []): number =>
  spans.reduce((sum, [from, to]) => sum + to - from + 1, 0)
