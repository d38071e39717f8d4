import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { fold, total } from '../../../../../tests/hui/line-laws.ts'
import { agreement, dayOf, numberedId, said, TestLine } from '../../../../../tests/hui/test-line.ts'
import { Fact } from '../../facts.ts'
import { debtsOf, debtSums, hostSums } from '../money/debts.ts'
import { exposuresOf } from '../money/exposure.ts'
import { lateAccounts } from '../money/interest.ts'
import { liabilityByDay } from '../money/liability.ts'
import { personNets } from '../money/net.ts'
import { models } from './agreement.ts'
import { isTooLarge, maxDong, maxOpening, maxParts } from './amounts.ts'

const isShaped = (fact: unknown) => v.safeParse(Fact, fact).success
const host = numberedId(999)
/** The first and the last day that a record may bear. */
const [first, last] = ['1900-01-01', '2199-12-31']

/** The largest line of `n` parts: its parts bid as high as they may, and what is paid is paid on the last day. */
function largest(n: number, model: (typeof models)[number], pays: (k: number, part: number) => boolean) {
  const face = Math.floor(maxOpening / n)
  const fixed = model === 'fixed' ? { bids: { fixed: face - 1 } } : {}
  const book = new TestLine(
    agreement(n, face, {
      model,
      on: first,
      startsOn: first,
      lateRate: 1_000_000,
      commission: { kind: 'none' },
      ...fixed
    })
  )
  for (let k = 1; k <= n; k += 1)
    book.round(k, k, k === n || model === 'interest-free' ? 0 : face - 1, { on: first })
  const { rounds } = book.state
  for (const { k, dues } of rounds)
    for (const { part, due } of dues)
      if (due > 0 && pays(k, part)) book.pay(k, part, due, { on: k % 2 === 0 ? first : last })
  return book
}

/** Holds every sum that is told of a line against the same in integers without a bound. */
function holdsSafe(book: TestLine): void {
  const line = fold(book)
  const debts = debtsOf(line)
  const accounts = lateAccounts(line, last)
  const nets = personNets(line)
  const sums: [number, readonly number[]][] = [
    [debtSums(debts).total, debts.map(({ amount }) => amount)],
    [hostSums([line]).owes, debts.filter(({ from }) => from === host).map(({ amount }) => amount)],
    ...line.rounds.map((round): [number, number[]] => [round.gross, round.dues.map(({ due }) => due)]),
    ...(['asked', 'left'] as const).map((what): [number, number[]] => {
      const all = accounts.map((account) => account[what])
      return [all.reduce((sum, one) => sum + one, 0), all]
    }),
    ...nets.map(({ gave, got }): [number, number[]] => [gave - got, [gave, -got]])
  ]
  for (const [sum, of] of sums) {
    expect(Number.isSafeInteger(sum)).toBe(true)
    expect(BigInt(sum)).toBe(total(of.map(BigInt)))
  }
  for (const { face, added } of exposuresOf(line)) expect(Number.isSafeInteger(face + added)).toBe(true)
  for (const { amount } of liabilityByDay([line])) expect(Number.isSafeInteger(amount)).toBe(true)
}

test('no sum of the largest line that may be leaves the safe integers, whatever was paid, with 300 years of interest', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 14 }),
      fc.constantFrom(...models),
      fc.func(fc.boolean()),
      (n, model, pays) => holdsSafe(largest(n, model, pays))
    ),
    { numRuns: 60 }
  )
})

test('a line of most parts whose rounds each have the largest gross stays far within them', () => {
  const { n, face } = { n: maxParts, face: maxOpening / maxParts }
  // The last round of a premium line: all but its taker pay the face and nearly as much for their bid.
  expect((n - 1) * (2 * face - 1)).toBeLessThan(maxDong)
  const principal = 2 * maxParts * maxDong
  const interest = (principal * 2_000 * 301 * 366) / (10_000 * 365)
  expect(principal + interest).toBeLessThan(Number.MAX_SAFE_INTEGER / 15)
  // Each of 225,000 records adds to what is due, and to what is to be handed over or given back.
  expect(225_000 * 2 * maxDong).toBeLessThan(Number.MAX_SAFE_INTEGER)
})

test('a record of more than that, or of another day, is none', () => {
  const at = (n: number, face: number) =>
    isShaped(new TestLine(agreement(n, face, { commission: { kind: 'none' } })).facts[0])
  expect([at(2, maxOpening / 2), at(2, maxOpening / 2 + 1)]).toEqual([true, false])
  expect([at(maxParts, maxOpening / maxParts), at(maxParts, maxOpening / maxParts + 1)]).toEqual([
    true,
    false
  ])
  const book = new TestLine(agreement(3, 1_000))
  const paid = (amount: number, on = dayOf(1)) => isShaped(book.pay(1, 2, amount, { on }))
  expect([paid(maxDong), paid(maxDong + 1)]).toEqual([true, false])
  expect([first, last, '1899-12-31', '2200-01-01', '0026-11-24'].map((on) => paid(1, on))).toEqual([
    true,
    true,
    false,
    false,
    false
  ])
})

test('an amendment that makes a line too large is a doubt, field by field or both at once', () => {
  const face = maxOpening / 4
  const book = new TestLine(agreement(4, face))
  const part = [{ person: numberedId(50), units: 1 }]
  const parts = [...book.agreement.parts, part]
  const wrong = [book.amend(1, { parts }), book.amend(1, { face: face + 1 })]
  for (const fact of wrong) expect(isShaped(fact)).toBe(true)
  const both = book.write('hui.terms-amended', {
    on: dayOf(0),
    said,
    fromRound: 1,
    changes: { parts, face: maxOpening / 5 },
    reason: 'Thêm một phần'
  })
  const { doubts, terms } = book.state
  expect(doubts).toEqual(wrong.map(({ id }) => ({ id, why: 'opening-too-large' })))
  expect([terms.n, isTooLarge(terms)]).toEqual([5, false])
  expect(doubts.some(({ id }) => id === both.id)).toBe(false)
})
