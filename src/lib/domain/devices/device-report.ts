import * as v from 'valibot'
import { instant, whole } from '../gates/contract/numbers.ts'
import { books, type Book } from '../roles.ts'
import { count, deviceId, slug } from '../shapes.ts'

/** Numbers from one to another, both among them. */
export type Span = readonly [from: number, to: number]

/** How many spans a report names of one book; what lies between the last ones then counts as waiting too. */
export const mostSpans = 20

/** How far the time of a report may be from the server's, ms. */
export const reportFreshMs = 120_000

const span = v.pipe(
  v.strictTuple([count, count]),
  v.check(([from, to]) => from <= to)
)

/**
 * What a phone says of itself to its server, signed in the same envelope as a command: the last `n` that it gave out in each
 * book, and which of them wait on it alone. A note of the server's own, no fact.
 */
export const DeviceReport = v.strictObject({
  v: v.literal(1),
  tells: v.literal('numbers'),
  account: slug,
  device: deviceId,
  /** Unix ms. */
  at: instant,
  heads: v.record(v.picklist(books), count),
  waiting: v.record(v.picklist(books), v.pipe(v.array(span), v.minLength(1), v.maxLength(mostSpans))),
  /** Photo files that wait. */
  photos: whole
})
export type DeviceReport = v.InferOutput<typeof DeviceReport>

export type ByBook<T> = { [book in Book]?: T }

/** The same numbers as few spans, the lowest first. @param most where there would be more, the highest become one */
export function spansOf(numbers: Iterable<number>, most = Infinity): Span[] {
  const spans: [number, number][] = []
  for (const n of [...numbers].sort((a, b) => a - b)) {
    const last = spans.at(-1)
    if (last && (n <= last[1] + 1 || spans.length === most)) last[1] = Math.max(last[1], n)
    else spans.push([n, n])
  }
  return spans
}

/** How many numbers they are. */
export const sizeOf = (spans: readonly Span[] = []): number =>
  spans.reduce((sum, [from, to]) => sum + to - from + 1, 0)
