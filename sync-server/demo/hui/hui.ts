import type { ServerScope } from 'nano'
import type { NewFact, FactWriter } from '../../fact-writer.ts'
import { inTime, numbered, type DemoEntry } from './entries.ts'
import { finishedLine } from './finished-line.ts'
import { markFor, type MarkMaking } from '../../marks/mark-for.ts'
import { writeOnce, type DemoAuthor } from '../write-once.ts'
import { collapseOf, collapsedLines } from './collapse.ts'
import { courtLines } from './court.ts'
import { groupEntries } from './groups.ts'
import { lineHistory, otherClaim } from './line-history.ts'
import { drawnLot, swappedTurns } from './order-and-lots.ts'
import { demoPeople, described, type DemoPerson } from './people.ts'
import { demoLines, disputed } from './plans.ts'
import { markEntries, remarkEntries, writtenTwice, type MarkOf } from './remarks.ts'
import { changingLine } from './running-line.ts'
import { settledLine } from './settlement.ts'

const [unit, book] = ['phuong-lang-tron', 'hui'] as const

/** The police author of the lines. */
const officer: DemoAuthor = { account: 'lt-truong', label: 'Máy của Trương Minh Hải', unit, book }
/** The police author of the list of people and of a differing version of one round. */
const colleague: DemoAuthor = { account: 'lt-truc', label: 'Máy của Sơn Minh Triết', unit, book }

/**
 * Writes the demo's hụi, once; `writerFor` returns an account's writer with the key in a file.
 * @returns the number of facts written
 */
export async function writeDemoHui(
  server: ServerScope,
  writerFor: (account: string, key: string) => FactWriter,
  now: number,
  making: MarkMaking
): Promise<number> {
  const markOf: MarkOf = (person, number) => markFor(making, { unit, person, kind: 'phone', number })
  // Made only for a server that has none: the search for lunar days takes a second of each start.
  let made: ReturnType<typeof demoHui> | undefined
  const write = (author: DemoAuthor, entries: (all: ReturnType<typeof demoHui>) => DemoEntry[]) => {
    const writer = writerFor(author.account, `demo-${author.account}-key.json`)
    return writeOnce(server, writer, author, () => {
      const told = entries((made ??= demoHui(now, markOf)))
      const known = numbered(told, writer.device.id)
      return told.map((entry, i) => ({ ...entry, body: known[i]!.body }) as NewFact)
    })
  }
  const listed = await write(colleague, (all) => all.colleague)
  return listed + (await write(officer, (all) => all.officer))
}

const dayMs = 86_400_000

/** Tells of some of the lines all else that happens in them. */
const twists: Readonly<
  Record<string, (course: readonly NewFact[], members: readonly DemoPerson[]) => DemoEntry[]>
> = {
  'LT-02': finishedLine,
  'LT-15': changingLine,
  'LT-23': settledLine,
  'LT-30': drawnLot,
  'LT-31': swappedTurns
}

/**
 * Returns the demo's hụi in Láng Tròn by author, relative to `now` (Unix ms); the same all day long.
 * @param markOf makes the mark of a telephone number of a person; without the server's key nobody is marked
 */
export function demoHui(
  now: number,
  markOf: MarkOf = () => null
): { officer: DemoEntry[]; colleague: DemoEntry[] } {
  const today = new Date(now + 7 * 3_600_000).toISOString().slice(0, 10)
  // The people are listed before the oldest line was opened.
  const listedAt = Date.parse(today) - 700 * dayMs
  const { hosts, members } = demoPeople(listedAt)
  const plans = [...demoLines(today), ...courtLines(today), ...collapsedLines(today)]
  const courses = plans.map((plan) => ({ plan, course: lineHistory(plan, hosts[plan.host]!, members) }))
  const lines = courses.flatMap(({ plan, course }): readonly DemoEntry[] =>
    twists[plan.code] ? twists[plan.code]!(course, members) : course
  )
  const claims = courses
    .filter(({ plan }) => plan.code === disputed)
    .map(({ plan, course }) => otherClaim(plan, course))
  const collapse = collapseOf(today, hosts, courses)
  const twice = writtenTwice(listedAt)
  const people = [...hosts, ...members, twice].map((person) => described(person, listedAt))
  const ofCollapsed = courses.find(({ plan }) => plan.code === 'LT-21')!
  const remarks = remarkEntries({
    today,
    collapsed: hosts[ofCollapsed.plan.host]!,
    neighbour: hosts[6]!,
    members,
    twice,
    course: ofCollapsed.course
  })
  const named = members.find(({ name }) => name === 'Kim Sà Rêl')!
  const marks = markEntries(today, [named, twice], markOf)
  const groups = groupEntries(today, listedAt, hosts)
  return {
    officer: inTime([...lines, ...collapse.officer, ...remarks.officer]),
    colleague: inTime([
      ...people,
      ...groups,
      ...claims,
      ...collapse.colleague,
      ...remarks.colleague,
      ...marks
    ])
  }
}
