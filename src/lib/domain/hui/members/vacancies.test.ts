import { expect, test } from 'vitest'
import { agreement, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import { joiningDue } from './vacancies.ts'

const host = numberedId(999)
const [first, second, newcomer, another] = [1, 2, 70, 71].map(numberedId) as [string, string, string, string]

/** A line of four parts of 1.001 đ without interest; part 4 is cut into units, and takes last. */
function cutAmong(...last: readonly (readonly [person: string, units: number])[]): TestLine {
  const unitsPerPart = last.reduce((sum, [, units]) => sum + units, 0)
  const others = [11, 12, 13].map((no) => [{ person: numberedId(no), units: unitsPerPart }])
  const parts = [...others, last.map(([person, units]) => ({ person, units }))]
  return new TestLine(
    agreement(4, 1_001, { model: 'interest-free', parts, unitsPerPart, commission: { kind: 'none' } })
  )
}
const joinedOf = (book: TestLine) => book.state.members.joined.map(({ person, due }) => [person, due])

test('who takes the place of the holder without the odd đồng does not owe it, and the other way round', () => {
  for (const [leaver, due] of [
    [first, 2 * 501],
    [second, 2 * 500]
  ] as const) {
    const book = cutAmong([first, 1], [second, 1])
    book.round(1, 1, 0)
    book.depart(4, 2, { holder: leaver })
    book.round(2, 2, 0)
    book.join(4, newcomer, 3, { units: 1 })
    expect(joinedOf(book)).toEqual([[newcomer, due]])
  }
})

test('of units taken over in pieces the first bears the odd đồng, and together they owe what the units owed', () => {
  const book = cutAmong([first, 3])
  book.round(1, 1, 0)
  book.depart(4, 2, { holder: first })
  book.join(4, newcomer, 2, { units: 1 })
  book.round(2, 2, 0)
  book.join(4, another, 3, { units: 2 })
  const { rounds } = book.state
  const hers = rounds[1]!.dues.find(({ part, holder }) => part === 4 && holder === host)!.due
  expect(joinedOf(book)).toEqual([
    [newcomer, 334],
    [another, 667 + hers]
  ])
})

test('where the host holds the other half, what was left keeps its place in the order beside her own', () => {
  for (const [holders, due] of [
    [[first, host], 501],
    [[host, first], 500]
  ] as const) {
    const book = cutAmong([holders[0], 1], [holders[1], 1])
    book.depart(4, 1, { holder: first })
    book.round(1, 1, 0)
    book.round(2, 2, 0)
    book.join(4, newcomer, 3, { units: 1 })
    expect(joinedOf(book)).toEqual([[newcomer, 2 * due]])
  }
})

test('who takes over from a joiner owes what that one owed at joining, and the rounds since', () => {
  const book = cutAmong([first, 1], [second, 1])
  book.round(1, 1, 0)
  book.depart(4, 2, { holder: second })
  book.join(4, newcomer, 2, { units: 1, paid: 500 })
  book.round(2, 2, 0)
  book.depart(4, 3, { holder: newcomer })
  book.round(3, 3, 0)
  book.join(4, another, 4, { units: 1 })
  expect(joinedOf(book)).toEqual([
    [newcomer, 500],
    [another, 1_500]
  ])
})

test('of a portion that was sold the seller keeps the odd đồng: who follows the buyer does not owe it', () => {
  for (const [leaver, due] of [
    [first, 2 * 501],
    [second, 2 * 500]
  ] as const) {
    const book = cutAmong([first, 2])
    book.round(1, 1, 0)
    book.transfer(4, second, 2, { from: first, units: 1 })
    book.round(2, 2, 0)
    book.depart(4, 3, { holder: leaver })
    book.join(4, newcomer, 3, { units: 1 })
    expect(joinedOf(book)).toEqual([[newcomer, due]])
  }
})

test('whoever bought a portion stands behind the seller: of two who left, the seller’s units are joined first', () => {
  const book = cutAmong([first, 2])
  book.round(1, 1, 0)
  book.transfer(4, second, 2, { from: first, units: 1 })
  book.round(2, 2, 0)
  book.depart(4, 3, { holder: second })
  book.depart(4, 3, { holder: first })
  book.join(4, newcomer, 3, { units: 1 })
  book.join(4, another, 3, { units: 1 })
  expect(joinedOf(book)).toEqual([
    [newcomer, 2 * 501],
    [another, 2 * 500]
  ])
})

test('of what the host sells, her own units go first, and what is vacant then goes without its past', () => {
  const book = cutAmong([first, 1], [host, 1])
  book.depart(4, 1, { holder: first })
  book.round(1, 1, 0)
  book.transfer(4, second, 2, { from: host, units: 1 })
  expect([book.state.members.vacant, joiningDue(book.state, { part: 4, units: 1 })]).toEqual([
    [{ part: 4, units: 1 }],
    501
  ])
  book.transfer(4, second, 2, { from: host, units: 1 })
  expect(book.state.members.vacant).toEqual([])
  book.round(2, 2, 0)
  book.depart(4, 3, { holder: second })
  expect(joiningDue(book.state, { part: 4, units: 2 })).toBe(2 * 1_001)
})

test('the form asks for what the line then tells', () => {
  const book = cutAmong([first, 3], [second, 2])
  book.round(1, 1, 0)
  book.depart(4, 2, { holder: second })
  book.round(2, 2, 0)
  const asked = [1, 2].map((units) => joiningDue(book.state, { part: 4, units }))
  book.join(4, newcomer, 3, { units: 1 })
  book.join(4, another, 3, { units: 1 })
  expect(joinedOf(book)).toEqual([
    [newcomer, asked[0]],
    [another, asked[1]! - asked[0]!]
  ])
})
