import { expect, test } from 'vitest'
import { numberedId, agreement, TestLine } from '../../../../tests/hui/test-line.ts'
import { line } from './line.ts'
import { coversOf, arrearsOf, progressOf, sidesOf, takenOf } from './summary.ts'

const fold = (book: TestLine) => line(book.facts, Date.UTC(2100, 0, 1))!

/** Opens a line of five parts of 1,000; part 1 took with 100, part 2 with 200. Parts 3 and 4 belong to one person. */
function started(): TestLine {
  const of = agreement(5, 1_000, { commission: { kind: 'fixed', amount: 50 } })
  of.parts = of.parts.with(3, of.parts[2]!)
  const book = new TestLine(of)
  book.round(1, 1, 100)
  book.round(2, 2, 200)
  return book
}

test('dead parts pay the face, live ones less the bid, the taker nothing', () => {
  const of = fold(started())
  expect(sidesOf(of.rounds[0]!, of)).toEqual({
    dead: { parts: 0, each: 0, due: 0 },
    live: { parts: 4, each: 900, due: 3_600 }
  })
  expect(sidesOf(of.rounds[1]!, of)).toEqual({
    dead: { parts: 1, each: 1_000, due: 1_000 },
    live: { parts: 3, each: 800, due: 2_400 }
  })
})

test('a part that took later was alive in an earlier round', () => {
  const book = started()
  book.round(3, 3, 0)
  const of = fold(book)
  expect(sidesOf(of.rounds[1]!, of).live.parts).toBe(3)
})

test('progress tells who paid from whom the host stood in for; a part paid by half counts nowhere', () => {
  const book = started()
  book.pay(2, 1, 1_000)
  book.pay(2, 3, 300)
  book.cover(2, 3, 500)
  book.pay(2, 4, 799)
  const { rounds } = fold(book)
  expect(progressOf(rounds[1]!)).toEqual({ paid: 1, covered: 1, of: 4 })
  expect(progressOf(rounds[0]!)).toEqual({ paid: 0, covered: 0, of: 4 })
})

test('progress counts parts, as the sums beside it do: a cut one is paid once all who hold it have paid', () => {
  const half = (person: number) => ({ person: numberedId(person), units: 1 })
  const parts = [
    [half(1), half(2)],
    [half(3), half(4)],
    [half(5), half(6)]
  ]
  const book = new TestLine(agreement(3, 1_000, { unitsPerPart: 2, parts }))
  book.round(1, 1, 0)
  book.pay(1, 2, 500)
  book.pay(1, 3, 500)
  book.cover(1, 3, 500, { holder: numberedId(6) })
  expect(progressOf(fold(book).rounds[0]!)).toEqual({ paid: 0, covered: 1, of: 2 })
  book.pay(1, 2, 500, { holder: numberedId(4) })
  expect(progressOf(fold(book).rounds[0]!)).toEqual({ paid: 1, covered: 1, of: 2 })
})

test('arrears of a person over all her parts and rounds, the largest first; an advance is none', () => {
  const book = started()
  for (const no of [2, 5]) book.pay(1, no, 900)
  book.cover(1, 3, 900)
  for (const no of [1, 5]) book.pay(2, no, no === 1 ? 1_000 : 500)
  const [three, five] = [numberedId(3), numberedId(5)]
  expect(arrearsOf(fold(book))).toEqual([
    { holder: three, amount: 900 + 800 + 800, parts: [4, 3], rounds: [1, 2] },
    { holder: five, amount: 300, parts: [5], rounds: [2] }
  ])
  expect(coversOf(fold(book))).toEqual([{ holder: three, amount: 900, parts: [3], rounds: [1] }])
})

test('equal arrears stand in one order on every phone', () => {
  expect(arrearsOf(fold(started())).map(({ holder }) => holder)).toEqual([
    numberedId(3),
    numberedId(5),
    numberedId(1),
    numberedId(2)
  ])
})

test('taken parts: what was advanced for them and what is not due yet are two figures', () => {
  const book = started()
  book.cover(1, 3, 900)
  book.cover(1, 2, 400)
  book.cover(2, 1, 1_000)
  expect(takenOf(fold(book))).toEqual({ parts: 2, covered: 1_400, ahead: 3, notYetDue: 2 * 3 * 1_000 })
})

test('nothing has been taken, nothing is ahead of anybody; nor after the last round', () => {
  expect(takenOf(fold(new TestLine(agreement(3, 1_000, { commission: { kind: 'half' } }))))).toEqual({
    parts: 0,
    covered: 0,
    ahead: 3,
    notYetDue: 0
  })
  const over = new TestLine(agreement(2, 1_000, { commission: { kind: 'half' } }))
  over.round(1, 1, 0)
  over.round(2, 2, 0)
  expect(takenOf(fold(over))).toMatchObject({ parts: 2, ahead: 0, notYetDue: 0 })
})

test('the example of Cà Mau: 25 parts of 5 million, taken in the first round, six advanced, eighteen ahead', () => {
  const book = new TestLine(agreement(25, 5_000_000, { commission: { kind: 'fixed', amount: 0 } }))
  for (let k = 1; k <= 7; k++) {
    book.round(k, k, k === 1 ? 1_000_000 : 0)
    if (k > 1) book.cover(k, 1, 5_000_000)
  }
  const of = fold(book)
  expect(coversOf(of)).toEqual([
    { holder: numberedId(1), amount: 30_000_000, parts: [1], rounds: [2, 3, 4, 5, 6, 7] }
  ])
  expect(takenOf(of, numberedId(1))).toEqual({
    parts: 1,
    covered: 30_000_000,
    ahead: 18,
    notYetDue: 90_000_000
  })
  expect(takenOf(of)).toMatchObject({ parts: 7, notYetDue: 7 * 90_000_000 })
})
