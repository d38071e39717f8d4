import type { ServerScope } from 'nano'
import type { FactOf } from '#lib/domain/facts.ts'
import { daysLater, roundDay } from '#lib/domain/hui/calendar.ts'
import { lunarRoundDay, solarOf } from '#lib/domain/hui/lunar.ts'
import { listingOf } from '#lib/domain/notices/listing.ts'
import type { ListedLine } from '#lib/domain/notices/obligation.ts'
import { contentsOf, type NoticeBody } from '#lib/domain/notices/register.ts'
import type { FactWriter, NewFact } from '../../fact-writer.ts'
import { demoHui } from '../hui/hui.ts'
import { at } from '../hui/line-history.ts'
import { writeOnce, type DemoAuthor } from '../write-once.ts'

const [unit, book] = ['phuong-lang-tron', 'notices'] as const

const officer: DemoAuthor = { account: 'lt-truc', label: 'Máy bàn của Sơn Minh Triết', unit, book }
const committee: DemoAuthor = { account: 'lt-ubnd', label: 'Máy của Huỳnh Thị Bích Vân', unit, book }

/**
 * The lines in the register: one under the threshold; one whose notice stands; one of the same host that must be notified
 * and is not; one whose number of members has changed since; and one that has ended.
 */
const listedCodes = ['LT-01', 'LT-02', 'LT-04', 'LT-07', 'LT-12'] as const

/** Of a line: the kind, days after its first one, and what the paper says otherwise than the register. */
const papers: readonly [string, NoticeBody['kind'], number, string, Partial<NoticeBody>?][] = [
  ['LT-02', 'new', 2, '01/TB'],
  ['LT-12', 'new', 4, '02/TB', { members: 10 }],
  ['LT-04', 'new', 3, '03/TB']
]

/**
 * Writes the demo's register of notices, once; `writerFor` returns an account's writer with the key in a file.
 * @returns the number of facts written
 */
export async function writeDemoNotices(
  server: ServerScope,
  writerFor: (account: string, key: string) => FactWriter,
  now: number
): Promise<number> {
  let made: ReturnType<typeof demoNotices> | undefined
  const write = (author: DemoAuthor, entries: (all: ReturnType<typeof demoNotices>) => NewFact[]) =>
    writeOnce(server, writerFor(author.account, `demo-${author.account}-notices-key.json`), author, () =>
      entries((made ??= demoNotices(now)))
    )
  const listed = await write(officer, (all) => all.officer)
  return listed + (await write(committee, (all) => all.committee))
}

/** Returns the demo's register by author, relative to `now` (Unix ms); the same all day long. */
export function demoNotices(now: number): { officer: NewFact[]; committee: NewFact[] } {
  const { officer, colleague } = demoHui(now)
  const rows = listedCodes.map((code) => ({ code, ...rowOf(code, officer, colleague) }))
  const listings = rows.map(({ stream, row }, i): NewFact => {
    const listedAt = at(daysLater(row.startsOn, 1), 9, i)
    return { stream, type: 'notices.line-listed', body: row, at: listedAt }
  })
  const notices = papers.map(([code, kind, days, number, said]): NewFact => {
    const { stream, row } = rows.find((one) => one.code === code)!
    const receivedOn = daysLater(row.startsOn, days)
    const body = { kind, receivedOn, number, from: row.hostName, ...contentsOf(row), ...said }
    return { stream, type: 'notices.notice-received', body, at: at(receivedOn, 9, 30) }
  })
  return { officer: inTime(listings), committee: inTime(notices) }
}

function rowOf(
  code: string,
  lines: readonly NewFact[],
  people: readonly NewFact[]
): { stream: string; row: ListedLine } {
  const opened = lines.find(
    (fact): fact is Opened => fact.type === 'hui.line-opened' && fact.body.code === code
  )!
  const { stream, body } = opened
  const rounds = lines.flatMap((fact) =>
    fact.stream === stream && fact.type === 'hui.round-recorded' ? fact.body : []
  )
  const { name, hamlet } = people.find(
    (fact): fact is Described => fact.type === 'hui.person-described' && fact.stream === `person/${body.host}`
  )!.body
  const n = body.parts.length
  const parts = body.parts.map((holder) => ({ holder }))
  const line = { ...body, opening: body, n, parts, rounds, stopped: null, complete: rounds.length === n }
  const row = listingOf(line, { name, ...(hamlet && { hamlet }) }, lastDayOf(body, n))
  return { stream: stream.replace('line/', 'notice/'), row }
}

type Opened = NewFact & Pick<FactOf<'hui.line-opened'>, 'type' | 'body'>
type Described = NewFact & Pick<FactOf<'hui.person-described'>, 'type' | 'body'>

function lastDayOf({ startsOn, period, lunar }: Opened['body'], n: number): string | null {
  if (!lunar) return roundDay(startsOn, period, n)
  const last = lunarRoundDay(lunar, period, n)
  return last && solarOf(last)
}

/** Sorts oldest first, as a writer writes. */
const inTime = (entries: NewFact[]): NewFact[] => entries.toSorted((a, b) => a.at! - b.at!)
