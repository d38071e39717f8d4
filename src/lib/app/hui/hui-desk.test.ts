import { expect, test } from 'vitest'
import { dayOf, opening, TestLine } from '../../../../tests/hui-line.ts'
import type { HuiBook } from './hui-book.svelte.ts'
import { huiDesk } from './hui-desk.ts'

const book = (...lines: TestLine[]) =>
  ({
    lines: lines.map(({ state }) => state),
    nextDay: () => ({ on: dayOf(2), lunar: null })
  }) as unknown as HuiBook

/** Returns a line of three parts with one round held. */
function started(): TestLine {
  const made = new TestLine(opening(3, 1_000, { kind: 'half' }))
  made.round(1, 1, 100)
  return made
}

test('the round whose day has come, until somebody records it; a stopped line has none', () => {
  const stopped = started()
  stopped.stop(dayOf(1))
  const { rounds } = huiDesk(book(started(), stopped), dayOf(4))
  expect(rounds.map(({ late }) => late)).toEqual([2])
})

test('what is missing is told of a stopped line too; what the host put in is not missing', () => {
  const stopped = started()
  stopped.advance(1, 2, 900)
  stopped.stop(dayOf(1))
  const { arrears } = huiDesk(book(stopped, started()), dayOf(4))
  expect(arrears.map(({ open }) => open)).toEqual([1_800, 900])
})
