import { daysLater } from '#lib/domain/hui/calendar.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { FactOf } from '#lib/domain/facts.ts'
import type { NewFact } from '../../fact-writer.ts'
import type { DemoEntry } from './entries.ts'
import { langTronTips } from '../incidents/lang-tron.ts'
import { seededBytes, seededNumber, seededPick } from '../seeded.ts'
import { solarRounds } from './days.ts'
import type { DemoPerson } from './people.ts'

const hourMs = 3_600_000
/** The day of the ward's first Zalo group. */
const firstGroup = '2022-04-21'
/** Days from one group of the ward to the next. */
const apart = 8

/** Members as the hosts of lines in the book say them, by index of the host. */
const membersOfKnown: Readonly<Record<number, number>> = {
  0: 30,
  1: 24,
  2: 27,
  3: 12,
  4: 10,
  5: 8,
  6: 9,
  10: 38
}
/** Hosts without lines in the book who have not reported the last round; the second one was reminded. */
const silent = [15, 21, 30, 44]
/** Those who signed a commitment, and those who say when their rounds are. */
/** A group whose officer has changed, one whose status was set by hand, and one of which a report was written by mistake. */
const [handedOn, setByHand, misreported] = [1, 2, 7]
const hasSigned = (i: number) => i % 3 !== 2
const saysDays = (i: number) => i > 6 && i !== 10 && (i % 2 === 1 || silent.includes(i))

type Registration = FactOf<'hui.group-registered'>['body']

/**
 * Returns the register of the ward's groups: one row for each host, as they were copied from paper when the people were
 * listed, the nineteen tips, and what has happened since.
 * @param today ISO day @param listedAt when the people were listed, Unix ms
 */
export function groupEntries(today: string, listedAt: number, hosts: readonly DemoPerson[]): DemoEntry[] {
  const listedOn = new Date(listedAt).toISOString().slice(0, 10)
  const rows = hosts.map((host, i) => rowOf(host, i, { today, listedOn }))
  const entries = rows.flatMap((row, i) => row.entries(listedAt + hourMs + i * 60_000))
  const tips = langTronTips().map(({ incident, at, host }, i): NewFact => {
    const on = new Date(at + 7 * hourMs).toISOString().slice(0, 10)
    const linkedAt = Math.max(listedAt + 4 * hourMs + i * 60_000, at + hourMs)
    return { stream: rows[host]!.stream, type: 'hui.tip-linked', body: { on, incident }, at: linkedAt }
  })
  return [...entries, ...tips]
}

interface Row {
  stream: string
  entries(at: number): DemoEntry[]
}

function rowOf(host: DemoPerson, i: number, { today, listedOn }: { today: string; listedOn: string }): Row {
  const called = host.knownAs ?? host.name
  const since = daysLater(firstGroup, i * apart)
  const stream = `group/${uuidv7(Date.parse(since), seededBytes(`group ${host.name}`))}`
  const agreed = saysDays(i) ? roundsOf(host, i, today) : null
  const body: Registration = {
    on: listedOn,
    said: { by: 'host', how: 'paper' },
    host: host.id,
    zalo: `Hụi ${called}`,
    since,
    members: membersOfKnown[i] ?? 10 + seededNumber(`members ${host.name}`, 11),
    // Her lines in the book say it themselves.
    ...(!(i in membersOfKnown) && i % 4 !== 3 && linesOf(host)),
    ...(agreed && { period: 'month' as const, startsOn: agreed[0]!.on })
  }
  const say = (type: NewFact['type'], body: object, at: number) => ({ stream, type, body, at }) as NewFact
  return {
    stream,
    entries: (at) => [
      say('hui.group-registered', body, at),
      ...seatsOf(i, since).map((seat, k) => say('hui.official-seated', seat, at + hourMs + k * 1_000)),
      ...(hasSigned(i) ? [say('hui.commitment-signed', commitmentOf(i, since), at + 2 * hourMs)] : []),
      ...assetsOf(i, listedOn).map((asset) => say('hui.asset-line-noted', asset, at + 2.5 * hourMs)),
      ...reportsOf(i, agreed ?? [], today).map(({ type, body }) => say(type, body, evening(body.on))),
      ...(i === handedOn
        ? changedSeat(listedOn).map(([type, seat]) => say(type, seat, at + 3 * hourMs))
        : []),
      ...(i === setByHand ? [say('hui.group-status-set', statusOf(listedOn), at + 3 * hourMs)] : []),
      ...(i === misreported ? mistakenReport(stream, agreed!.at(-1)!.on) : [])
    ]
  }
}

/** Eight in the evening of a day in Việt Nam, Unix ms. */
const evening = (day: string) => Date.parse(`${day}T13:00:00Z`)

function linesOf({ name }: DemoPerson): Partial<Registration> {
  const lines = 1 + seededNumber(`lines ${name}`, 3)
  const n = 10 + seededNumber(`parts ${name}`, 16)
  return { lines, n, face: seededPick([500_000, 1_000_000, 2_000_000, 3_000_000], `face ${name}`) }
}

/** Returns the days of her rounds so far; the last one is past, the next one to come. */
const roundsOf = ({ name }: DemoPerson, i: number, today: string) =>
  solarRounds(
    today,
    'month',
    4 + seededNumber(`rounds ${name}`, 4),
    silent.includes(i) ? 5 + (i % 7) : 3 + (i % 20)
  )

/** Police sit in each group, the People's Committee in every second one. */
function seatsOf(i: number, on: string): FactOf<'hui.official-seated'>['body'][] {
  const police = { on, official: { account: i % 5 === 0 ? 'lt-truong' : 'lt-truc' }, role: 'police' } as const
  return i % 2 === 0 ? [police, { on, official: { account: 'lt-ubnd' }, role: 'committee' }] : [police]
}

/** Tells that the police officer of a group has left it, and who came. */
const changedSeat = (on: string) =>
  [
    ['hui.official-left', { on, official: { account: 'lt-truc' }, role: 'police' }],
    ['hui.official-seated', { on, official: { account: 'lt-truong' }, role: 'police' }]
  ] as const

const statusOf = (on: string): FactOf<'hui.group-status-set'>['body'] => ({
  on,
  status: 'active',
  reason: 'Đã xem nhóm Zalo đang hoạt động'
})

/** Returns a report of another host's round that was written into this group, and its correction. */
function mistakenReport(stream: string, on: string): DemoEntry[] {
  const said = { by: 'host', how: 'post' } as const
  const report: DemoEntry = {
    stream,
    type: 'hui.group-reported',
    body: { on, said, gist: 'Kỳ này dời sang ngày mai.' },
    at: evening(on) + 10 * 60_000
  }
  const reason = 'Bài của nhóm khác'
  const reversed = { stream, type: 'hui.group-entry-reversed', body: { entry: '', reason } } as const
  return [report, { ...reversed, at: report.at! + 60_000, of: report }]
}

const commitmentOf = (i: number, since: string): FactOf<'hui.commitment-signed'>['body'] => ({
  on: daysLater(since, 1),
  said: { by: 'officer', how: 'paper' },
  reference: `Hồ sơ nhóm hụi ${since.slice(0, 4)}, tờ ${i + 1}`
})

const assets: Readonly<Record<number, Pick<FactOf<'hui.asset-line-noted'>['body'], 'what' | 'text'>>> = {
  12: { what: 'gold', text: '12 phần, mỗi phần một chỉ vàng 24K, ba tháng một kỳ.' },
  25: { what: 'rice', text: '10 phần, mỗi phần 20 giạ lúa, khui sau mỗi vụ.' }
}
const assetsOf = (i: number, on: string): FactOf<'hui.asset-line-noted'>['body'][] =>
  assets[i] ? [{ on, said: { by: 'host', how: 'talk' }, ...assets[i] }] : []

type Reported = {
  [Type in 'hui.group-reported' | 'hui.host-reminded']: { type: Type; body: FactOf<Type>['body'] }
}['hui.group-reported' | 'hui.host-reminded']

/** Returns the last reports of a host; who is silent has not reported the last round. */
function reportsOf(i: number, rounds: readonly { on: string }[], today: string): Reported[] {
  const told = rounds.slice(0, silent.includes(i) ? -1 : undefined).slice(-2)
  const first = rounds.length - (silent.includes(i) ? 1 : 0) - told.length + 1
  const reports = told.map(({ on }, j): Reported => ({
    type: 'hui.group-reported',
    body: {
      on,
      said: { by: 'host', how: 'post' },
      k: first + j,
      gist: `Kỳ ${first + j} đã khui, thu đủ, đã giao tiền.`
    }
  }))
  if (i !== silent[1]) return reports
  const round = rounds.at(-1)!.on
  const [year, month, day] = round.split('-')
  const text = `Kính gửi chủ hụi. Theo ngày đã hẹn, kỳ hụi ngày ${day}/${month}/${year} đã tới ngày khui. Nhờ chủ hụi đăng lên nhóm ngày khui, người hốt và tiền bỏ hụi để hụi viên cùng biết. Trân trọng cảm ơn.`
  return [...reports, { type: 'hui.host-reminded', body: { on: daysLater(today, -1), round, text } }]
}
