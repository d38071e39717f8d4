import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { late, numRuns } from '../../../../../tests/hui/line-laws.ts'
import { bookOf, linePlan } from '../../../../../tests/hui/line-plans.ts'
import { agreement, dayOf, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import { line } from '../line.ts'

const newcomer = numberedId(500)
const recorded = { on: dayOf(90) }
const whyOf = (book: TestLine, { id }: { id: string }) => book.state.doubts.find((one) => one.id === id)?.why

/** Three rounds of five, a part that its holder left after the first and somebody joined after the second. */
function collapsed() {
  const book = new TestLine(agreement(5, 1_000))
  book.round(1, 1, 100)
  const left = book.depart(4, 2, { damage: 50, ...recorded })
  book.round(2, 2, 100)
  const joined = book.join(4, newcomer, 3, { paid: 1_800, ...recorded })
  book.round(3, 3, 100)
  return { book, left, joined }
}

test('history written down after the stop counts by the rounds in which it took effect', () => {
  const { book, left, joined } = collapsed()
  const before = book.state
  book.stop(dayOf(3))
  expect([whyOf(book, left), whyOf(book, joined)]).toEqual([undefined, undefined])
  expect(book.state).toEqual({ ...before, stopped: book.state.stopped })
  expect(book.state.rounds[2]!.dues.find(({ part }) => part === 4)).toMatchObject({ holder: newcomer })
})

test('what takes effect in a round held after the stop, or behind it, does not count', () => {
  const { book, left, joined } = collapsed()
  const sold = book.transfer(5, numberedId(501), 3)
  book.stop(dayOf(2))
  expect([whyOf(book, left), whyOf(book, joined), whyOf(book, sold)]).toEqual([
    undefined,
    'after-stop',
    'after-stop'
  ])
  expect(book.state.members.vacant).toEqual([{ part: 4, units: 1 }])
  expect(whyOf(book, book.depart(5, 5, recorded))).toBe('after-stop')
})

test('who leaves, joins or buys from the round that would have come next does so, whatever day it was recorded on', () => {
  const { book } = collapsed()
  const changes = [book.depart(5, 4, recorded), book.transfer(4, numberedId(501), 4, { from: newcomer })]
  book.stop(dayOf(3))
  expect(changes.map((change) => whyOf(book, change))).toEqual([undefined, undefined])
  expect(book.state.parts.slice(3).map(({ holders }) => holders[0]!.person)).toEqual([
    numberedId(501),
    book.agreement.host
  ])
})

test('a change from a round behind one that is missing waits for it, as without a stop', () => {
  const book = new TestLine(agreement(5, 1_000))
  book.round(1, 1, 100)
  book.round(3, 3, 100)
  const left = book.depart(4, 4, recorded)
  book.stop(dayOf(3))
  expect(whyOf(book, left)).toBe('unknown-round')
  book.round(2, 2, 100)
  expect(whyOf(book, left)).toBeUndefined()
})

test('turns are swapped by the first round that takes in another turn, not by the day of the record', () => {
  const book = new TestLine(agreement(5, 1_000, { model: 'interest-free' }))
  const first = book.swap([2, 2], [4, 4], { on: dayOf(2) })
  const other = book.swap([3, 3], [5, 5], { on: dayOf(0) })
  book.round(1, 1, 0, { chosen: 'order' })
  book.round(2, 4, 0, { chosen: 'order' })
  book.round(3, 5, 0, { chosen: 'order' })
  book.stop(dayOf(2))
  expect([whyOf(book, first), whyOf(book, other)]).toEqual([undefined, 'after-stop'])
})

const changed = new Set(['hui.member-left', 'hui.member-joined', 'hui.part-transferred', 'hui.change-signed'])

test('the same history is the same line, whether it was recorded before the stop or after it', () => {
  fc.assert(
    fc.property(linePlan, fc.nat(10), (planned, day) => {
      const book = bookOf({ ...planned, stopped: false })
      const stop = book.stop(dayOf(day))
      const history = book.facts.filter((fact) => fact !== stop)
      const after = history.map((fact) =>
        changed.has(fact.type) ? { ...fact, body: { ...fact.body, on: dayOf(99) } } : fact
      )
      expect(read([{ ...stop, at: '2025-12-31T00:00:00.000Z' }, ...after])).toEqual(read([...history, stop]))
    }),
    { numRuns }
  )
})

function read(facts: readonly Envelope[]) {
  const state = line(facts, late)!
  return { ...state, doubts: state.doubts.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }
}

test('who joined and has a receipt has joined, also where the stop is told for a day before all rounds', () => {
  for (const isHeldLater of [false, true]) {
    const book = new TestLine(agreement(4, 1_000))
    book.round(1, 1, 100)
    book.depart(3, 1)
    const joined = book.join(3, newcomer, 2)
    const receipt = book.issue(book.payJoining(3, newcomer, 500))!
    if (isHeldLater) book.round(2, 2, 100)
    book.stop(dayOf(0))
    expect([whyOf(book, joined), whyOf(book, receipt)]).toEqual([undefined, undefined])
    expect(book.state.rounds).toHaveLength(1)
  }
})
