import type { ServerScope } from 'nano'
import type { FactOf } from '#lib/domain/facts.ts'
import { daysLater, roundDay } from '#lib/domain/hui/calendar.ts'
import { lunarRoundDay, solarOf } from '#lib/domain/hui/lunar.ts'
import { listingOf } from '#lib/domain/notices/listing.ts'
import type { ListedLine } from '#lib/domain/notices/obligation.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { contentsOf } from '#lib/domain/notices/asked.ts'
import type { NoticeBody } from '#lib/domain/notices/register.ts'
import type { FactWriter, NewFact } from '../../fact-writer.ts'
import { demoHui } from '../hui/hui.ts'
import { at } from '../hui/line-history.ts'
import { seededBytes } from '../seeded.ts'
import { writeOnce, type DemoAuthor } from '../write-once.ts'

const [unit, book] = ['phuong-lang-tron', 'notices'] as const

const officer: DemoAuthor = { account: 'lt-truc', label: 'Máy bàn của Sơn Minh Triết', unit, book }
const committee: DemoAuthor = { account: 'lt-ubnd', label: 'Máy của Huỳnh Thị Bích Vân', unit, book }

/**
 * The lines in the register: one under the threshold; one whose notice stands; one of the same host that must be notified
 * and is not; one whose number of members has changed since; and one that has ended.
 */
const listedCodes = ['LT-01', 'LT-02', 'LT-04', 'LT-07', 'LT-12'] as const

/** The line of which a supplement was taken in apart, and is not joined to it yet. */
const apartCode = 'LT-12'

/** The line whose host the committee has asked to notify by a day. */
const askedCode = 'LT-07'

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
  const rowOfCode = (code: string) => rows.find((one) => one.code === code)!.row
  const listings = rows.map(({ stream, row }, i): NewFact => {
    const listedAt = row.ended ? at(row.endsOn!, 18, i) : at(daysLater(row.startsOn, 1), 9, i)
    return { stream, type: 'notices.line-listed', body: row, at: listedAt }
  })
  const notices = papers.map(([code, kind, days, number, said]): NewFact => {
    const { stream, row } = rows.find((one) => one.code === code)!
    const receivedOn = daysLater(row.startsOn, days)
    const body = {
      kind,
      receivedOn,
      number,
      from: row.hostName,
      host: hostIn(row),
      ...contentsOf(row),
      ...said
    }
    return { stream, type: 'notices.notice-received', body, at: at(receivedOn, 9, 30) }
  })
  const { host, hostName } = rowOfCode(askedCode)
  const today = new Date(now + 7 * 3_600_000).toISOString().slice(0, 10)
  const by = daysLater(today, 10)
  const asked: NewFact = {
    stream: `notice/${host}`,
    type: 'notices.notice-asked',
    body: { host, hostName, by },
    at: at(daysLater(today, -1), 9)
  }
  return {
    officer: inTime(listings),
    committee: inTime([...notices, asked, apart(rowOfCode(apartCode), today)])
  }
}

/** Returns the host as her papers name her. */
const hostIn = ({ hostName: name, hamlet }: ListedLine) => ({ name, ...(hamlet && { hamlet }) })

/** A paper of which nobody saw at the counter that its line is in the register. @param today ISO day */
function apart(row: ListedLine, today: string): NewFact {
  const receivedOn = daysLater(today, -2)
  const host = hostIn(row)
  const { name } = host
  const body = {
    kind: 'supplement' as const,
    receivedOn,
    number: '04/TB',
    from: name,
    host,
    ...contentsOf(row)
  }
  const stream = `notice/${uuidv7(at(receivedOn, 9), seededBytes(`notice ${name}`))}`
  return { stream, type: 'notices.notice-received', body, at: at(receivedOn, 9, 30) }
}

function rowOf(
  code: string,
  lines: readonly NewFact[],
  people: readonly NewFact[]
): { stream: string; row: ListedLine } {
  const agreed = lines.find(
    (fact): fact is Agreed => fact.type === 'hui.line-agreed' && fact.body.code === code
  )!
  const { stream, body } = agreed
  const rounds = lines.flatMap((fact) =>
    fact.stream === stream && fact.type === 'hui.round-held' ? fact.body : []
  )
  const { name, hamlet } = people.find(
    (fact): fact is Described => fact.type === 'hui.person-described' && fact.stream === `person/${body.host}`
  )!.body
  const n = body.parts.length
  const members = [...new Set(body.parts.flatMap((holders) => holders.map(({ person }) => person)))]
  const last = rounds.at(-1) ?? null
  const line = { terms: { ...body, n }, people: members, last, stopped: null, complete: rounds.length === n }
  const row = listingOf(line, { id: body.host, name, ...(hamlet && { hamlet }) }, lastDayOf(body, n))
  return { stream: stream.replace('line/', 'notice/'), row }
}

type Agreed = NewFact & Pick<FactOf<'hui.line-agreed'>, 'type' | 'body'>
type Described = NewFact & Pick<FactOf<'hui.person-described'>, 'type' | 'body'>

function lastDayOf({ startsOn, period, lunar }: Agreed['body'], n: number): string | null {
  if (!lunar) return roundDay(startsOn, period, n)
  const last = lunarRoundDay(lunar, period, n)
  return last && solarOf(last)
}

/** Sorts oldest first, as a writer writes. */
const inTime = (entries: NewFact[]): NewFact[] => entries.toSorted((a, b) => a.at! - b.at!)
