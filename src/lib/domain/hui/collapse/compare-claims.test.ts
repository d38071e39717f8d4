import fc from 'fast-check'
import { expect, test } from 'vitest'
import { late, sum } from '../../../../../tests/hui/line-laws.ts'
import { bookOf, linePlan } from '../../../../../tests/hui/line-plans.ts'
import { TestCollapse } from '../../../../../tests/hui/test-collapse.ts'
import { agreement, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import { debtsOf } from '../money/debts.ts'
import { line } from '../line.ts'
import { collapse } from './collapse.ts'
import { bookSum, claimantBooks, compareClaims } from './compare-claims.ts'

const itself = (person: string) => person
const [first, second, third, fourth] = [1, 2, 3, 4].map(numberedId) as [string, string, string, string]
const claimsOf = (desk: TestCollapse) => collapse(desk.facts, late, new Map())!.claims

/** A line of four whose second took the first round; the fourth has not paid, and the pot was not handed over. */
function fourInLine() {
  const book = new TestLine(agreement(4, 1_000_000, { commission: { kind: 'none' } }))
  book.round(1, 2, 100_000)
  book.pay(1, 1, 900_000)
  book.pay(1, 3, 400_000)
  return book
}

test('what is claimed, what the book says and the difference, to the đồng', () => {
  const desk = new TestCollapse()
  desk.claim(1, { person: first }, 900_000)
  desk.claim(2, { person: second }, 2_000_000)
  desk.claim(3, { person: third }, 1_000_001)
  desk.claim(4, { person: fourth }, 5_000_000)
  const { claimants, inBook, apart } = compareClaims(claimsOf(desk), [fourInLine().state], itself)
  expect(claimants.map(({ claimed, book, difference }) => [claimed, book, difference])).toEqual([
    [900_000, { contributed: 900_000, owed: 0 }, 0],
    // Owed is the whole pot that was not handed over, with what others left open.
    [2_000_000, { contributed: 0, owed: 2_700_000 }, -700_000],
    [1_000_001, { contributed: 400_000, owed: 0 }, 600_001],
    [5_000_000, { contributed: 0, owed: 0 }, 5_000_000]
  ])
  expect(inBook).toEqual({ claimed: 8_900_001, book: 4_000_000, difference: 4_900_001 })
  expect(apart).toBe(0)
})

test('a claim with no book behind it is compared with none: a name alone, and somebody in no line', () => {
  const desk = new TestCollapse()
  desk.claim(1, { name: 'Danh Thị Thu Hà' }, 7)
  desk.claim(2, { person: numberedId(77) }, 5)
  desk.claim(3, { person: first }, 3)
  const { claimants, inBook, apart } = compareClaims(claimsOf(desk), [fourInLine().state], itself)
  expect(claimants.map(({ book, difference }) => [book?.contributed, difference])).toEqual([
    [undefined, null],
    [undefined, null],
    [900_000, 3 - 900_000]
  ])
  expect({ inBook, apart }).toMatchObject({ inBook: { claimed: 3, book: 900_000 }, apart: 12 })
})

test('who claims twice, or under two ids, is one claimant whom the book counts once', () => {
  const desk = new TestCollapse()
  const alias = numberedId(88)
  desk.claim(1, { person: first }, 500_000)
  desk.claim(2, { person: alias }, 600_000)
  const { claimants, inBook } = compareClaims(claimsOf(desk), [fourInLine().state], (person) =>
    person === alias ? first : person
  )
  expect(claimants).toMatchObject([{ claimed: 1_100_000, difference: 200_000, claims: { length: 2 } }])
  expect(inBook.book).toBe(900_000)
})

test('contributions go with the units: of who sold a part nothing is left, and the buyer has it', () => {
  const book = fourInLine()
  book.transfer(1, numberedId(9), 2)
  const books = claimantBooks([book.state], itself)
  expect(books.get(first)).toEqual({ contributed: 0, owed: 0 })
  expect(books.get(numberedId(9))).toEqual({ contributed: 900_000, owed: 0 })
})

test('the sums agree with the rows and with the lines, whoever claims whatever in any order', () => {
  const who = fc.oneof(
    fc.nat(30).map((person) => ({ person: numberedId(person) })),
    fc.constantFrom({ name: 'Ai đó' }, { name: 'Người khác' })
  )
  const claims = fc.array(fc.tuple(who, fc.nat(1_000_000_000_000)), { maxLength: 12 })
  fc.assert(
    fc.property(fc.array(linePlan, { maxLength: 3 }), claims, fc.boolean(), (plans, said, joins) => {
      const lines = plans.map((plan) => line(bookOf(plan).facts, late)!)
      const one = (person: string) => (joins && person === numberedId(1) ? numberedId(2) : person)
      const desk = new TestCollapse()
      for (const [i, [claimant, amount]] of said.entries()) desk.claim(i + 1, claimant, amount)
      const of = claimsOf(desk)
      const compared = compareClaims(of, lines, one)
      const rows = compared.claimants
      expect(rows.flatMap(({ claims }) => claims.map(({ id }) => id)).toSorted()).toEqual(
        of.map(({ id }) => id).toSorted()
      )
      const known = rows.filter(({ book }) => book !== null)
      expect(compared.inBook).toEqual({
        claimed: sum(known.map(({ claimed }) => claimed)),
        book: sum(known.map(({ book }) => bookSum(book!))),
        difference: sum(known.map(({ claimed, book }) => claimed - bookSum(book!)))
      })
      expect(compared.inBook.claimed + compared.apart).toBe(sum(said.map(([, amount]) => amount)))
      for (const { book, difference } of rows) expect(difference === null).toBe(book === null)
      expect(compareClaims(of.toReversed(), lines, one).inBook).toEqual(compared.inBook)

      const books = [...claimantBooks(lines, one).values()]
      for (const { contributed, owed } of books)
        expect(Number.isSafeInteger(contributed + owed) && contributed >= 0 && owed >= 0).toBe(true)
      expect(sum(books.map(({ owed }) => owed))).toBe(
        sum(
          lines.flatMap((of) => debtsOf(of).map(({ from, amount }) => (from === of.terms.host ? amount : 0)))
        )
      )
      // Of parts that nobody sold, left or joined, all that was paid is there.
      const still = lines.filter(({ members }) => members.moves.length === 0)
      expect(sum([...claimantBooks(still, one).values()].map(({ contributed }) => contributed))).toBe(
        sum(
          still.flatMap(({ rounds, parts }) =>
            rounds.flatMap(({ dues }) =>
              dues
                .filter(({ part }) => parts[part - 1]!.takenAt === null)
                .flatMap(({ paid, drawn, covers }) => [paid, drawn, ...covers.map(({ repaid }) => repaid)])
            )
          )
        )
      )
    }),
    { numRuns: 200 }
  )
})

test('a hundred thousand claims of one person are one row, and none is copied for each', () => {
  const claims = Array.from({ length: 100_000 }, (_, i) => ({
    id: numberedId(i),
    amount: 1,
    claimant: { person: first }
  })) as unknown as Parameters<typeof compareClaims>[0]
  expect(compareClaims(claims, [], itself).claimants).toMatchObject([{ claimed: 100_000 }])
})
