import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, opening, TestLine } from '../../../../tests/hui-line.ts'
import { line } from './line.ts'
import type { Line, LineOpening } from './state.ts'

const late = Date.UTC(2100, 0, 1)

interface Plan {
  n: number
  face: number
  commission: LineOpening['commission']
  /** Number of recorded rounds. */
  held: number
  /** The part that takes, among those alive, and its bid in thousandths of the face, by round. */
  turns: [number, number][]
  /** Payments: round, part, thousandths of the face; true when the host paid for the holder. */
  paid: [number, number, number, boolean][]
  /** Pots: round, thousandths of the face. */
  handed: [number, number][]
}

const thousandths = fc.integer({ min: 0, max: 1_100 })
const plan: fc.Arbitrary<Plan> = fc.integer({ min: 2, max: 9 }).chain((n) => {
  const k = fc.integer({ min: 1, max: n + 1 })
  return fc.record({
    n: fc.constant(n),
    face: fc.integer({ min: 1_000, max: 1_000_000_000_000 }),
    commission: fc.oneof(
      fc.constant({ kind: 'half' as const }),
      fc.record({ kind: fc.constant('fixed' as const), amount: fc.integer({ min: 0, max: 1_000_000 }) }),
      fc.record({ kind: fc.constant('share' as const), basisPoints: fc.integer({ min: 1, max: 10_000 }) })
    ),
    held: fc.integer({ min: 0, max: n }),
    turns: fc.array(fc.tuple(fc.nat(n), thousandths), { minLength: n, maxLength: n }),
    paid: fc.array(fc.tuple(k, k, thousandths, fc.boolean()), { maxLength: 25 }),
    handed: fc.array(fc.tuple(k, fc.integer({ min: 1, max: n * 1_000 })), { maxLength: 8 })
  })
})

const part = (face: number, share: number) => Math.floor((face / 1_000) * share)

/** Builds the book of a plan: some bids at or above the face, some payments too large or for rounds never held. */
function bookOf({ n, face, commission, held, turns, paid, handed }: Plan): TestLine {
  const book = new TestLine(opening(n, face, commission))
  const alive = Array.from({ length: n }, (_, i) => i + 1)
  turns.slice(0, held).forEach(([turn, share], i) => {
    const [taker] = alive.splice(turn % alive.length, 1)
    book.round(i + 1, taker!, i + 1 === n ? 0 : part(face, share))
  })
  for (const [k, no, share, isAdvance] of paid) {
    const amount = Math.max(1, part(face, share))
    if (isAdvance) book.advance(k, no, amount)
    else book.pay(k, no, amount)
  }
  for (const [k, share] of handed) book.hand(k, part(face, share))
  return book
}

/**
 * Builds a book with half a part to the host and low bids, so that every round holds. All is paid in full; the host
 * advances half of every third due.
 */
function fullBookOf(of: Plan): TestLine {
  const bids = of.turns.map(([turn, share]): [number, number] => [turn, share % 500])
  const book = bookOf({ ...of, commission: { kind: 'half' }, turns: bids, paid: [], handed: [] })
  for (const { k, dues, payout } of fold(book).rounds) {
    for (const { part: no, due } of dues) {
      const advanced = (no + k) % 3 === 0 ? Math.floor(due / 2) : 0
      if (advanced > 0) book.advance(k, no, advanced)
      if (due > advanced) book.pay(k, no, due - advanced)
    }
    if (payout > 0) book.hand(k, payout)
  }
  return book
}

const fold = (book: TestLine) => line(book.facts, late)!
const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)

// Books that once were counted wrong, or might well be.
const odd: Plan = {
  n: 2,
  face: 1_001,
  commission: { kind: 'half' },
  held: 2,
  turns: [
    [0, 501],
    [0, 0]
  ],
  paid: [
    [1, 2, 200, true],
    [1, 2, 299, false]
  ],
  handed: [[1, 1]]
}
const large: Plan = {
  n: 3,
  face: 999_999_999_999,
  commission: { kind: 'share', basisPoints: 9_999 },
  held: 3,
  turns: [
    [2, 0],
    [1, 1_000],
    [0, 0]
  ],
  paid: [
    [4, 1, 10, true],
    [1, 4, 10, true]
  ],
  handed: [[4, 1]]
}
const examples: [Plan][] = [[odd], [large]]
const holds = (of: fc.Arbitrary<Plan>, check: (of: Plan) => void) =>
  fc.assert(fc.property(of, check), { examples })

test('1: all money is whole and not negative, bids lie below the face, the last one is none', () => {
  holds(plan, (planned) => {
    const { rounds, n, face } = fold(bookOf(planned))
    for (const { k, bid, gross, commission, payout, paid, advanced, open, handed, dues } of rounds) {
      const sums = [bid, gross, commission, payout, paid, advanced, open, handed]
      const money = [...sums, ...dues.flatMap(({ due, paid, advanced, open }) => [due, paid, advanced, open])]
      for (const value of money) expect(Number.isSafeInteger(value) && value >= 0).toBe(true)
      expect(bid).toBeLessThan(face)
      if (k === n) expect(bid).toBe(0)
    }
  })
})

test('2: a part takes once, rounds follow each other, and all parts have taken when all rounds are held', () => {
  holds(plan, (planned) => {
    const { rounds, parts, complete, n } = fold(bookOf(planned))
    expect(rounds.map(({ k }) => k)).toEqual(rounds.map((_, i) => i + 1))
    expect(new Set(rounds.map(({ taker }) => taker)).size).toBe(rounds.length)
    expect(parts.filter(({ takenAt }) => takenAt !== null)).toHaveLength(rounds.length)
    for (const { k, taker } of rounds) expect(parts[taker - 1]!.takenAt).toBe(k)
    expect(complete).toBe(rounds.length === n)
  })
})

test('3: what is due is the pot and the commission, to the đồng, whoever paid it', () => {
  holds(plan, (planned) => {
    for (const { dues, gross, payout, commission } of fold(bookOf(planned)).rounds) {
      expect(sum(dues.map(({ due }) => due))).toBe(gross)
      expect(payout + commission).toBe(gross)
    }
  })
})

test('4: paid, advanced and open are what is due; a settled round has nothing left but the commission', () => {
  holds(plan, (planned) => {
    for (const book of [bookOf(planned), fullBookOf(planned)])
      for (const { dues, gross, paid, advanced, open, handed, payout, commission, settled } of fold(book)
        .rounds) {
        for (const { due, paid, advanced, open } of dues) expect(paid + advanced + open).toBe(due)
        expect(paid + advanced + open).toBe(gross)
        expect(sum(dues.map(({ paid }) => paid))).toBe(paid)
        expect(sum(dues.map(({ advanced }) => advanced))).toBe(advanced)
        expect(handed).toBeLessThanOrEqual(payout)
        expect(settled).toBe(paid + advanced === handed + commission && open === 0)
      }
    expect(fold(fullBookOf(planned)).rounds.every(({ settled }) => settled)).toBe(true)
  })
})

/**
 * Returns received less owed by one part in the rounds held; BigInt, because the sum of a whole line may exceed the
 * safe integers.
 */
const net = ({ rounds }: Line, no: number) =>
  rounds.reduce((total, { taker, payout, dues }) => {
    return total + BigInt(taker === no ? payout : 0) - BigInt(dues[no - 1]!.due)
  }, 0n)
const total = (values: bigint[]) => values.reduce((a, b) => a + b, 0n)

test('5: over the whole line the parts lose what the host takes', () => {
  holds(plan, (planned) => {
    const of = fold(fullBookOf({ ...planned, held: planned.n }))
    expect(of.complete).toBe(true)
    const taken = total(of.rounds.map(({ commission }) => BigInt(commission)))
    expect(total(of.parts.map(({ no }) => net(of, no)))).toBe(-taken)
  })
})

test('6: after each round what the living paid, less commissions, is what the takers are ahead', () => {
  holds(plan, (planned) => {
    const of = fold(fullBookOf(planned))
    const ahead = of.parts.filter(({ takenAt }) => takenAt !== null).map(({ no }) => net(of, no))
    const living = of.parts.filter(({ takenAt }) => takenAt === null).map(({ no }) => -net(of, no))
    const taken = total(of.rounds.map(({ commission }) => BigInt(commission)))
    expect(total(living) - taken).toBe(total(ahead))
  })
})

test('whoever advances changes nothing but who is owed: pots, dues and takers stay', () => {
  holds(plan, (planned) => {
    const asPaid = planned.paid.map(([k, no, share]): Plan['paid'][number] => [k, no, share, false])
    const [advanced, paid] = [planned, { ...planned, paid: asPaid }].map((of) => fold(bookOf(of)))
    const without = ({ rounds, ...line }: Line) => ({
      ...line,
      rounds: rounds.map(({ paid, advanced, dues, ...round }) => ({
        ...round,
        in: paid + advanced,
        dues: dues.map(({ paid, advanced, ...due }) => ({ ...due, in: paid + advanced }))
      }))
    })
    expect(without(advanced!)).toEqual(without(paid!))
  })
})

test('a stop: the rounds up to its day are as they were, none is later, and no order changes that', () => {
  fc.assert(
    fc.property(plan, fc.nat(10), fc.nat(1_000), (planned, day, seed) => {
      const book = bookOf(planned)
      const unstopped = fold(book)
      book.stop(dayOf(day))
      const of = fold(book)
      expect(of.rounds).toEqual(unstopped.rounds.filter(({ on }) => on <= dayOf(day)))
      const recorded = book.facts.filter(({ type }) => type === 'hui.round-recorded')
      const late = recorded.filter(({ body }) => String(body['on']) > dayOf(day)).map(({ id }) => id)
      const why = new Map(of.doubts.map(({ id, why }) => [id, why]))
      for (const id of late) expect(why.get(id)).toBe('after-stop')
      expect(line(shuffled(book.facts, seed), Date.UTC(2100, 0, 1))).toEqual(of)
    })
  )
})

/** Entries written by mistake, each reversed again, before or after it was made. */
const mistakes = fc.array(fc.tuple(fc.constantFrom('round', 'pay', 'hand'), fc.nat(9), fc.boolean()), {
  maxLength: 8
})

function writeMistakes(book: TestLine, made: [string, number, boolean][]) {
  for (const [what, number, isEarly] of made) {
    const wrong =
      what === 'round'
        ? book.round(number + 1, number + 1, number)
        : what === 'pay'
          ? book.pay(number + 1, 2, number + 1)
          : book.hand(number + 1, number + 1)
    // From another phone, so that the order of a phone's own facts does not hold it back.
    const other = { device: 'e'.repeat(43), by: 'lt-ubnd', at: isEarly ? book.facts[0]!.at : wrong.at }
    book.reverse(wrong.id, other)
  }
}

const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((item, i) => ({ item, key: (i * 7_919 + seed * (i + 1) ** 2) % 1_009 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)

test('9: any order, doubled facts: the same line; reversed entries leave no trace', () => {
  fc.assert(
    fc.property(plan, mistakes, fc.nat(1_000), (planned, made, seed) => {
      const book = bookOf(planned)
      const honest = fold(book)
      writeMistakes(book, made)
      expect(fold(book)).toEqual(honest)
      expect(line(shuffled([...book.facts, ...book.facts.slice(0, 5)], seed), late)).toEqual(honest)
    }),
    { examples: examples.map(([planned]) => [planned, [['round', 0, true]], 7]) }
  )
})

test('10: whoever disagrees about a round is heard, whatever the order', () => {
  const claim = fc.tuple(fc.nat(3), fc.nat(99))
  fc.assert(
    fc.property(fc.array(claim, { minLength: 2, maxLength: 5 }), (claims) => {
      const book = new TestLine(opening(5, 1_000, { kind: 'half' }))
      book.round(1, 5, 100)
      claims.forEach(([taker, bid], i) =>
        book.round(2, taker + 1, bid, {}, { by: `phone-${i}`, device: `${i}`.repeat(43), n: 1 })
      )
      const { dispute, rounds } = fold(book)
      const differ = new Set(claims.map(String)).size > 1
      expect(rounds).toHaveLength(differ ? 1 : 2)
      expect(dispute?.rounds.length ?? 0).toBe(differ ? claims.length : 0)
      expect(line(book.facts.toReversed(), late)).toEqual(fold(book))
    })
  )
})

test('nothing is dropped: each entry counts, is in doubt or in dispute', () => {
  holds(plan, (planned) => {
    const book = bookOf(planned)
    const of = fold(book)
    const doubted = new Set(of.doubts.map(({ id }) => id))
    const standing = book.facts.filter(({ id }) => !doubted.has(id))
    const amounts = (type: string) =>
      total(standing.filter((fact) => fact.type === type).map(({ body }) => BigInt(body['amount'] as number)))
    expect(standing.filter(({ type }) => type === 'hui.round-recorded')).toHaveLength(of.rounds.length)
    expect(amounts('hui.contribution-paid')).toBe(total(of.rounds.map(({ paid }) => BigInt(paid))))
    expect(amounts('hui.contribution-advanced')).toBe(
      total(of.rounds.map(({ advanced }) => BigInt(advanced)))
    )
    expect(amounts('hui.payout-handed')).toBe(total(of.rounds.map(({ handed }) => BigInt(handed))))
  })
})
