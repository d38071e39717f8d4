import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import { receivablesOf } from '../money/receivables.ts'
import type { Line } from '../state.ts'
import { guaranteedIn } from './guarantees.ts'
import type { Guarantee } from './members.ts'

/** Says the same of one guarantee, as it reads: by looking at every debt. */
function plainly({ guarantor, holder, scope, amount, until = '9999' }: Guarantee, { rounds, parts }: Line) {
  const owed = receivablesOf({ rounds: rounds.filter(({ on }) => on <= until) }).filter(
    (one) =>
      one.holder === holder &&
      one.to !== guarantor &&
      (scope === 'all' || (parts[one.part - 1]!.takenAt ?? Infinity) < one.k)
  )
  return Math.min(
    amount,
    owed.reduce((sum, one) => sum + one.amount, 0)
  )
}

test('each guarantor answers for what one would find by looking at every debt', () => {
  const person = fc.integer({ min: 1, max: 5 })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), person, person, fc.integer({ min: 1, max: 900 })), {
        maxLength: 20
      }),
      fc.array(
        fc.tuple(person, person, fc.integer({ min: 1, max: 4_000 }), fc.boolean(), fc.option(fc.nat(6))),
        { maxLength: 12 }
      ),
      (covers, guarantees) => {
        const book = new TestLine(agreement(5, 1_000, { commission: { kind: 'none' } }))
        for (let k = 1; k <= 4; k += 1) book.round(k, k, 100, { on: dayOf(Math.ceil(k / 2)) })
        for (const [k, part, by, amount] of covers)
          if (part !== by) book.cover(k, part, amount, { by: numberedId(by) })
        for (const [guarantor, holder, amount, all, until] of guarantees)
          if (guarantor !== holder)
            book.guarantee(numberedId(guarantor), numberedId(holder), amount, {
              scope: all ? 'all' : 'after-taking',
              until: until === null ? null : dayOf(until)
            })
        const { state } = book
        const expected = state.members.guarantees.map((one): [string, number] => [
          one.id,
          plainly(one, state)
        ])
        expect([...guaranteedIn(state)].sort()).toEqual(expected.sort())
      }
    ),
    { numRuns: 300 }
  )
})

test('thousands of guarantors and of people who put in for one debt read each of them once', () => {
  const many = 300
  const book = new TestLine(agreement(4, 1_000_000, { commission: { kind: 'none' } }))
  book.round(1, 1, 100)
  for (let i = 0; i < many; i += 1) book.cover(1, 2, 1, { by: numberedId(2_000 + i) })
  const line = structuredClone(book.state)
  let reads = 0
  const { covers } = line.rounds[0]!.dues.find(({ part }) => part === 2)!
  for (const cover of covers) {
    const { by } = cover
    Object.defineProperty(cover, 'by', { get: () => ((reads += 1), by) })
  }
  const guarantees = Array.from({ length: many }, (_, i) => ({
    id: `${i}`,
    guarantor: numberedId(2_000 + i),
    holder: numberedId(2),
    scope: 'all' as const,
    amount: 5_000_000
  }))
  const answered = guaranteedIn({ ...line, members: { ...line.members, guarantees } })
  expect([answered.size, answered.get('0')]).toEqual([many, 999_900 - 1])
  expect(reads).toBeLessThanOrEqual(3 * many)
})
