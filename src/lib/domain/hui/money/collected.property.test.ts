import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, numRuns } from '../../../../../tests/hui/line-laws.ts'
import { bookOf, linePlan, type LinePlan } from '../../../../../tests/hui/line-plans.ts'
import type { TestLine } from '../../../../../tests/hui/test-line.ts'
import type { Line } from '../state.ts'

/** Builds the same book in which each payment of a round is recorded, of what is still due then, in place of *thu đủ*. */
function paidSingly(planned: LinePlan): TestLine {
  const book = bookOf({ ...planned, collected: planned.collected.map(() => false) })
  let n = 0
  planned.collected.forEach((isCollected, i) => {
    const round = isCollected ? fold(book).rounds[i] : undefined
    for (const { part, holder, open } of round?.dues ?? []) {
      if (open === 0) continue
      n += 1
      // Far from all other records, so that none is taken for the same money heard twice.
      const at = new Date(Date.UTC(2060, 0, n)).toISOString()
      const other = { device: 'f'.repeat(43), by: 'lt-ba', n, at }
      book.pay(round!.k, part, open, { on: round!.on, holder }, other)
    }
  })
  return book
}

/** Returns all that money stands at, but for which records say so. */
const balances = ({ rounds, credits, members: { left } }: Line) => ({
  rounds: rounds.map(({ dues, ...round }) => ({
    ...round,
    dues: dues.map(({ pieces: _pieces, ...due }) => due)
  })),
  credits,
  left
})

test('thu đủ is a payment of each due as far as it is still open: the same balances, and the same money left ahead', () => {
  fc.assert(
    fc.property(linePlan, (planned) => {
      const plan = { ...planned, receipts: [] }
      expect(balances(fold(bookOf(plan)))).toEqual(balances(fold(paidSingly(plan))))
    }),
    // Each run folds the line once for each of its rounds.
    { numRuns: Math.ceil(numRuns / 5) }
  )
})
