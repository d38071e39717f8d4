import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, numRuns, sum } from '../../../../../tests/hui/line-laws.ts'
import { agreement, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import { models } from '../facts/agreement.ts'
import type { Line } from '../state.ts'
import { joiningDue } from './vacancies.ts'

const host = numberedId(999)

/** Plans a line whose last part is cut, and takes last: the shares of its holders, and the bids in thousandths of the face. */
interface CutLine {
  face: number
  model: (typeof models)[number]
  shares: number[]
  bids: number[]
}
const cutLine: fc.Arbitrary<CutLine> = fc.record({
  face: fc.integer({ min: 1_000, max: 3_000 }),
  model: fc.constantFrom(...models),
  shares: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
  bids: fc.array(fc.nat(999), { minLength: 1, maxLength: 5 })
})
const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })

const lastPart = ({ bids }: CutLine) => bids.length + 1
const holderOf = (i: number) => numberedId(20 + i)

/** Begins a line whose last part has these shares, each of another person. */
function begun({ face, model, shares, bids }: CutLine, hosts = -1): TestLine {
  const unitsPerPart = sum(shares)
  const last = shares.map((units, i) => ({ person: i === hosts ? host : holderOf(i), units }))
  const parts = [...bids.map((_, i) => [{ person: numberedId(i + 1), units: unitsPerPart }]), last]
  const fixed = model === 'fixed' ? { fixed: Math.floor(face / 7) } : {}
  const terms = { model, unitsPerPart, parts, bids: fixed, commission: { kind: 'none' } } as const
  return new TestLine(agreement(parts.length, face, terms))
}

/** Holds round `k`, in which part `k` takes, and all pay. */
function hold(book: TestLine, { face, model, bids }: CutLine, k: number) {
  const share = model === 'interest-free' ? 0 : (bids[k - 1] ?? 0)
  const bid = bids[k - 1] !== undefined && model === 'fixed' ? face / 7 : (face * share) / 1_000
  book.round(k, k, Math.floor(bid), { collected: true })
}

/** Cuts units into pieces of these sizes, and a last one of what is left. */
function piecesOf(units: number, sizes: readonly number[]): number[] {
  const [first = units, ...others] = sizes
  return first >= units ? [units] : [first, ...piecesOf(units - first, others)]
}

/** Returns what somebody, or everybody, owes of a part, round by round, đồng. */
const owedBy = ({ rounds }: Line, part: number, who?: string) =>
  rounds.map(({ dues }) => {
    const own = dues.filter((one) => one.part === part && one.holder === (who ?? one.holder))
    return sum(own.map(({ due }) => due))
  })

test('whoever joins owes together, in each round, what the units would have owed had nobody left', () => {
  const leaving = fc.record({ which: fc.nat(2), from: fc.integer({ min: 1, max: 5 }), sizes })
  fc.assert(
    fc.property(cutLine, leaving, (planned, { which, from, sizes }) => {
      const part = lastPart(planned)
      const at = which % planned.shares.length
      const [leaver, units] = [holderOf(at), planned.shares[at]!]
      const leaves = Math.min(from, part)
      const whole = begun(planned)
      for (let k = 1; k < part; k++) hold(whole, planned, k)
      const without = fold(whole)
      const owed = owedBy(without, part, leaver)
      // One round later each time: the difference is what is owed of that round.
      for (let joins = leaves; joins <= part; joins++) {
        const book = begun(planned)
        book.depart(part, leaves, { holder: leaver })
        for (const [i, piece] of piecesOf(units, sizes).entries())
          book.join(part, numberedId(70 + i), joins, { units: piece })
        for (let k = 1; k < part; k++) hold(book, planned, k)
        const of = fold(book)
        expect([of.doubts, of.members.vacant]).toEqual([[], []])
        const before = owed.slice(0, joins - 1)
        expect(sum(of.members.joined.map(({ due }) => due))).toBe(sum(before))
        for (const one of of.members.joined)
          expect(Math.abs(one.due - (sum(before) * one.units) / units)).toBeLessThanOrEqual(before.length)
        expect(of.rounds.map(({ gross }) => gross)).toEqual(without.rounds.map(({ gross }) => gross))
      }
    }),
    {
      numRuns: numRuns / 10,
      // Found before what was left was followed; the seeds were 803318487, -1182263073 and 513900972.
      examples: [
        [
          { face: 1_000, model: 'discount', shares: [4, 2], bids: [0] },
          { which: 0, from: 1, sizes: [2] }
        ],
        [
          { face: 1_000, model: 'discount', shares: [4], bids: [555, 0] },
          { which: 0, from: 1, sizes: [2] }
        ],
        [
          { face: 1_000, model: 'discount', shares: [1, 1], bids: [15, 0] },
          { which: 1, from: 1, sizes: [1] }
        ]
      ]
    }
  )
})

/** Tells what happens in a round: which holder leaves, how many vacant units are joined, and in which pieces. */
const step = fc.record({
  leaves: fc.option(fc.nat(3)),
  joined: fc.nat(4),
  sizes,
  /** Seller, buyer and units of a transfer. */
  sells: fc.option(fc.tuple(fc.nat(3), fc.nat(3), fc.integer({ min: 1, max: 3 })))
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never
const steps = fc.array(step, { minLength: 6, maxLength: 6 })
const idle: Step = { leaves: null, joined: 0, sizes: [1], sells: null }
/** Returns steps of which some are other than idle. */
const stepsOf = (some: Record<number, Partial<Step>>) =>
  Array.from({ length: 6 }, (_, i): Step => ({ ...idle, ...some[i] }))

/** Leads a line through its steps; in its last round `end` may happen, and all that is vacant is joined. */
function led(planned: CutLine, steps: readonly Step[], hosts: number, end: 'all-leave' | 'none' = 'none') {
  const part = lastPart(planned)
  const book = begun(planned, hosts)
  let people = 70
  const asked = new Map<string, number>()
  for (let k = 1; k <= part; k++) {
    const { leaves, joined, sizes, sells } = steps[k - 1]!
    const holders = () => fold(book).parts[part - 1]!.holders
    const others = holders().filter(({ person }) => person !== host)
    const isEnd = k === part
    const leavers = isEnd && end === 'all-leave' ? others : others.filter((_, i) => i === leaves)
    for (const { person } of leavers) book.depart(part, k, { holder: person })
    const seller = sells && !isEnd ? holders()[sells[0]] : undefined
    const [, buyer, most] = sells ?? [0, 0, 0]
    const to = holderOf(buyer)
    if (seller && seller.person !== to)
      book.transfer(part, to, k, { from: seller.person, units: Math.min(most, seller.units) })
    const state = fold(book)
    const vacant = state.members.vacant[0]?.units ?? 0
    const taken = isEnd ? vacant : Math.min(vacant, joined)
    for (const [i, piece] of (taken > 0 ? piecesOf(taken, sizes) : []).entries()) {
      const person = numberedId(people++)
      if (i === 0) asked.set(person, joiningDue(state, { part, units: piece }))
      book.join(part, person, k, { units: piece })
    }
    hold(book, planned, k)
  }
  const { joined } = fold(book).members
  for (const [person, due] of asked) expect(joined.find((one) => one.person === person)?.due).toBe(due)
  return book
}

test('the host is even once all have joined: she gets what she put in, and what she owes those who left', () => {
  fc.assert(
    fc.property(cutLine, steps, fc.nat(6), (planned, steps, hosts) => {
      const part = lastPart(planned)
      // A claim drops the fraction of what was bought.
      const unsold = steps.map((one) => ({ ...one, sells: null }))
      const book = led(planned, unsold, hosts)
      for (const { person, due } of fold(book).members.joined) if (due > 0) book.payJoining(part, person, due)
      const of = fold(book)
      const { left, joined, vacant } = of.members
      expect([of.doubts, vacant]).toEqual([[], []])
      const [paid, claims] = [sum(joined.map(({ paid }) => paid)), sum(left.map(({ claim }) => claim))]
      const own = sum(owedBy(of, part, host)) + claims - paid
      const share = (planned.shares[hosts] ?? 0) / sum(planned.shares)
      expect(Math.abs(own - sum(owedBy(of, part)) * share)).toBeLessThanOrEqual(share > 0 ? part : 0)
    }),
    {
      numRuns: numRuns / 10,
      // The seeds were 1521256536, -888882565 and 1394055108.
      examples: [
        [{ face: 1_000, model: 'discount', shares: [2], bids: [201] }, stepsOf({ 1: { leaves: 0 } }), 1],
        [
          { face: 1_376, model: 'discount', shares: [1, 4], bids: [0, 0] },
          stepsOf({ 0: { leaves: 1 }, 2: { sizes: [1, 1] } }),
          2
        ],
        [
          { face: 2_473, model: 'discount', shares: [2, 2], bids: [0] },
          stepsOf({ 1: { leaves: 1, sizes: [2] } }),
          2
        ]
      ]
    }
  )
})

test('those who take over a whole part owe what the part owed, whatever was left, joined and sold before', () => {
  fc.assert(
    fc.property(cutLine, steps, (planned, steps) => {
      const part = lastPart(planned)
      const of = fold(led(planned, steps, -1, 'all-leave'))
      expect([of.doubts, of.members.vacant]).toEqual([[], []])
      const last = of.members.joined.filter(({ fromRound }) => fromRound === part)
      expect(sum(last.map(({ units }) => units))).toBe(sum(planned.shares))
      expect(sum(last.map(({ due }) => due))).toBe(sum(owedBy(of, part)))
    }),
    { numRuns: numRuns / 10 }
  )
})
