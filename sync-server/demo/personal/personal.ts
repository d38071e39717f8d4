import type { ServerScope } from 'nano'
import type { FactOf } from '#lib/domain/facts.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { FactWriter, NewFact } from '../../fact-writer.ts'
import { demoHui } from '../hui/hui.ts'
import { seededBytes } from '../seeded.ts'
import { midnightInVietnam } from '../midnight.ts'
import { writeOnce, type DemoAuthor } from '../write-once.ts'

const [unit, book] = ['phuong-lang-tron', 'private'] as const
const reader: DemoAuthor = { account: 'lt-truc', label: 'Máy sổ kín của Sơn Minh Triết', unit, book }
const chief: DemoAuthor = { account: 'lt-truong', label: 'Máy sổ kín của Trương Minh Hải', unit, book }

type Body = FactOf<'private.detail-recorded'>['body']

/** People by name, and what is written of them. No real number begins with 000. */
const details: readonly [name: string, body: Omit<Body, 'about'>][] = [
  ['Tăng Mỹ Huệ', { kind: 'id-number', value: '000196000385', purpose: 'paper' }],
  ['Tăng Mỹ Huệ', { kind: 'bank-account', value: '0001234567890 Ngân hàng minh họa', purpose: 'payment' }],
  ['Sơn Thị Sa Rinh', { kind: 'id-number', value: '000123456', purpose: 'paper' }],
  ['Quách Mỹ Lệ', { kind: 'contact', value: '0900 000 077 (con gái)', purpose: 'contact' }]
]
const dayMs = 86_400_000

/**
 * Writes the demo's private book, once; `writerFor` returns an account's writer with the key in a file.
 * @returns the number of facts written
 */
export async function writeDemoPrivate(
  server: ServerScope,
  writerFor: (account: string, key: string) => FactWriter,
  now: number
): Promise<number> {
  let made: ReturnType<typeof demoPrivate> | undefined
  const write = (author: DemoAuthor, entries: (all: ReturnType<typeof demoPrivate>) => NewFact[]) =>
    writeOnce(server, writerFor(author.account, `demo-${author.account}-private-key.json`), author, () =>
      entries((made ??= demoPrivate(now)))
    )
  const recorded = await write(reader, (all) => all.reader)
  return recorded + (await write(chief, (all) => all.chief))
}

/** Returns the demo's private book by author, relative to `now` (Unix ms); the same all day long. */
export function demoPrivate(now: number): { reader: NewFact[]; chief: NewFact[] } {
  const midnight = midnightInVietnam(now)
  const people = new Map(
    demoHui(now).colleague.flatMap((fact): [string, string][] =>
      fact.type === 'hui.person-described' ? [[fact.body.name, fact.stream.slice('person/'.length)]] : []
    )
  )
  const recorded = details.map(([name, body], i): NewFact => {
    const stream = `subject/${people.get(name)!}`
    const at = midnight - 40 * dayMs + i * 3_600_000
    return { stream, type: 'private.detail-recorded', body: { about: 'person', ...body }, at }
  })
  const request = (
    key: string,
    daysAgo: number,
    body: FactOf<'private.request-received'>['body']
  ): NewFact => {
    const at = midnight - daysAgo * dayMs + 9 * 3_600_000
    const stream = `request/${uuidv7(at, seededBytes(`request ${key}`))}`
    return { stream, type: 'private.request-received', body, at }
  }
  const day = (daysAgo: number) =>
    new Date(midnight + 7 * 3_600_000 - daysAgo * dayMs).toISOString().slice(0, 10)
  const seen = request('seen', 20, { kind: 'view', receivedOn: day(20), from: 'Tăng Mỹ Huệ' })
  const open = request('open', 6, {
    kind: 'correct',
    receivedOn: day(6),
    from: 'Quách Mỹ Lệ',
    text: 'Số liên hệ đã đổi, xin ghi lại số mới.'
  })
  const answer: NewFact = {
    stream: seen.stream,
    type: 'private.request-answered',
    body: { outcome: 'done', text: 'Đã cho xem tại trụ sở, không có gì cần sửa.' },
    at: midnight - 19 * dayMs + 9 * 3_600_000
  }
  return { reader: recorded, chief: [seen, answer, open] }
}
