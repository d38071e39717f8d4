import type { ServerScope } from 'nano'
import type { NewFact, FactWriter } from '../../fact-writer.ts'
import { writeOnce, type DemoAuthor } from '../write-once.ts'
import { collapseOf, collapsedLines } from './collapse.ts'
import { courtLines } from './court.ts'
import { lineHistory, otherClaim } from './line-history.ts'
import { demoPeople, described } from './people.ts'
import { demoLines, disputed } from './plans.ts'

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
  now: number
): Promise<number> {
  // Made only for a server that has none: the search for lunar days takes a second of each start.
  let made: ReturnType<typeof demoHui> | undefined
  const write = (author: DemoAuthor, entries: (all: ReturnType<typeof demoHui>) => NewFact[]) =>
    writeOnce(server, writerFor(author.account, `demo-${author.account}-key.json`), author, () =>
      entries((made ??= demoHui(now)))
    )
  const listed = await write(colleague, (all) => all.colleague)
  return listed + (await write(officer, (all) => all.officer))
}

const dayMs = 86_400_000

/** Returns the demo's hụi in Láng Tròn by author, relative to `now` (Unix ms); the same all day long. */
export function demoHui(now: number): { officer: NewFact[]; colleague: NewFact[] } {
  const today = new Date(now + 7 * 3_600_000).toISOString().slice(0, 10)
  // The people are listed before the oldest line was opened.
  const listedAt = Date.parse(today) - 700 * dayMs
  const { hosts, members } = demoPeople(listedAt)
  const plans = [...demoLines(today), ...courtLines(today), ...collapsedLines(today)]
  const courses = plans.map((plan) => ({ plan, course: lineHistory(plan, hosts[plan.host]!, members) }))
  const lines = courses.flatMap(({ course }) => course)
  const claims = courses
    .filter(({ plan }) => plan.code === disputed)
    .map(({ plan, course }) => otherClaim(plan, course))
  const collapse = collapseOf(today, hosts, courses)
  const people = [...hosts, ...members].map((person) => described(person, listedAt))
  return {
    officer: inTime([...lines, ...collapse.officer]),
    colleague: inTime([...people, ...claims, ...collapse.colleague])
  }
}

/** Sorts oldest first, as a writer writes. */
const inTime = (entries: NewFact[]): NewFact[] => entries.toSorted((a, b) => a.at! - b.at!)
