import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, TestLine } from '../../../../tests/hui/test-line.ts'
import type { NoticeRegister } from '../notices/notice-register.svelte.ts'
import type { HuiBook } from './hui-book.svelte.ts'
import { daysDue, huiDesk } from './hui-desk.ts'

const register = { arrived: true, listed: () => undefined } as unknown as NoticeRegister
const outlines = (...lines: TestLine[]) => lines.map(({ outline }) => outline)
const book = (...lines: TestLine[]) =>
  ({
    lines: outlines(...lines),
    people: new Map([[numberedId(900), { id: numberedId(900), name: 'Ba Huệ' }]]),
    remarks: { one: (person: string) => person },
    dayOf: () => ({ on: dayOf(2), lunar: null }),
    lastDay: () => dayOf(40)
  }) as unknown as HuiBook

/** Returns a line of three parts with one round held. */
function started(face = 1_000): TestLine {
  const made = new TestLine(agreement(3, face, { host: numberedId(900) }))
  made.round(1, 1, 100)
  return made
}

test('a round is due from its day on, until somebody records it; a stopped line has none', () => {
  const stopped = started()
  stopped.stop(dayOf(1))
  const all = book(started(), stopped)
  const [runs, ended] = all.lines as [HuiBook['lines'][number], HuiBook['lines'][number]]
  expect([1, 2, 4].map((day) => daysDue(all, runs, dayOf(day)))).toEqual([null, 0, 2])
  expect(daysDue(all, ended, dayOf(4))).toBeNull()
  expect(huiDesk(all, register, dayOf(4)).due).toEqual([runs])
})

test('a dispute about a round does not hide that the next one is due', () => {
  const disputed = started()
  disputed.round(1, 2, 200)
  const all = book(disputed)
  const desk = huiDesk(all, register, dayOf(3))
  expect(all.lines[0]!.dispute).not.toBeNull()
  expect([desk.disputed, desk.due]).toEqual([all.lines, all.lines])
})

test('what is missing is told of a stopped line too; what the host put in is not missing', () => {
  const stopped = started()
  stopped.cover(1, 2, 900)
  stopped.stop(dayOf(1))
  const { arrears } = huiDesk(book(stopped, started()), register, dayOf(4))
  expect(arrears.map(({ open }) => open)).toEqual([1_800, 900])
})

test('lines that the police must bring to the register stand by themselves', () => {
  const all = book(started(40_000_000), started())
  expect(huiDesk(all, register, dayOf(1)).unlisted).toEqual(all.lines)
  const small = book(started())
  expect(huiDesk(small, register, dayOf(1)).unlisted).toEqual([])
})
