import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import { mostAhead } from './ahead.ts'

const [taker, living, stranger] = [numberedId(1), numberedId(2), numberedId(77)]

function held(other = {}): TestLine {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'none' }, ...other }))
  book.round(1, 1, 100)
  return book
}

test('a part that took owes each coming round, one that lives all but its own; what is ahead is no more asked for', () => {
  const book = held()
  const most = (person: string) => mostAhead(book.state, person)
  expect([taker, living, stranger].map(most)).toEqual([3_000, 2_000, 0])
  book.prepay(living, 700, dayOf(1))
  expect(most(living)).toBe(1_300)
  book.round(2, 3, 100)
  expect(book.state.rounds[1]!.dues[1]).toMatchObject({ due: 900, drawn: 700, open: 200 })
  expect(most(living)).toBe(1_000)
  book.stop(dayOf(3))
  expect(most(living)).toBe(0)
})

test('who has a share of a part pays ahead for that share, and a bid paid on top is owed too', () => {
  const parts = agreement(4, 1_000).parts.with(1, [
    { person: living, units: 1 },
    { person: stranger, units: 2 }
  ])
  const whole = parts.map((part) => (part.length > 1 ? part : [{ ...part[0]!, units: 3 }]))
  const book = held({ model: 'premium', unitsPerPart: 3, parts: whole })
  expect([taker, living, stranger].map((person) => mostAhead(book.state, person))).toEqual([
    3_300, 666, 1_334
  ])
})

test('what is paid ahead stays a debt of the host, and nobody outside the line pays ahead', () => {
  const book = held()
  book.prepay(living, 9_000, dayOf(1))
  const outside = book.prepay(stranger, 500, dayOf(1))
  expect(book.state).toMatchObject({
    credits: [{ person: living, amount: 9_000 }],
    doubts: [{ id: outside.id, why: 'unknown-holder' }]
  })
  expect(mostAhead(book.state, living)).toBe(0)
})
