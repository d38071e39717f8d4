import fc from 'fast-check'
import { line } from '#lib/domain/hui/line.ts'
import { linePlan, type LinePlan } from './line-plans.ts'
import type { TestLine } from './test-line.ts'

/** A time at which everything has happened, Unix ms. */
export const late = Date.UTC(2100, 0, 1)
/** How many random lines each law is held against: `npm run test:full` asks for ten times as many. */
export const numRuns = Number(process.env['HUI_RUNS'] ?? 200)

export const fold = (book: TestLine) => line(book.facts, late)!
export const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
export const total = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n)
/** Holds a law against random lines. */
export const holds = (check: (of: LinePlan) => void) => fc.assert(fc.property(linePlan, check), { numRuns })

/** Returns a plan without whoever comes, goes or answers for others. */
export const unchanged = (planned: LinePlan) => ({
  ...planned,
  transfers: [],
  left: [],
  joined: [],
  guarantees: []
})
