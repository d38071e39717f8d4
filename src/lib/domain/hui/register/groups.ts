import type { FactOf } from '../../facts.ts'
import { StreamFolds } from '../../folds/stream-folds.ts'
import type { GroupStatus, Official, OfficialRole } from '../facts/register.ts'
import type { LunarDay, Period } from '../facts/periods.ts'
import { groupStream, streamKind, type GroupRecord, type GroupFact, type GroupStream } from './stream.ts'

export type GroupReport = FactOf<'hui.group-reported'>['body']
type Reminder = FactOf<'hui.host-reminded'>['body']
type AssetLine = FactOf<'hui.asset-line-noted'>['body']
type Commitment = FactOf<'hui.commitment-signed'>['body']
type LinkedTip = FactOf<'hui.tip-linked'>['body']

/** An official who sits in the group, since a day. */
interface Seat {
  official: Official
  role: OfficialRole
  since: string
}

/** When the rounds of a host's group are, as she says it. */
export interface RoundSchedule {
  period: Period
  startsOn: string
  lunar: LunarDay | null
}

/** One row of the register, as of a day. */
export interface Group<F extends GroupFact = GroupFact> {
  id: string
  /** A `person/<id>` id. */
  host: string
  /** The name of the Zalo group; null while there is none. */
  zalo: string | null
  since: string
  /** The day of what was registered first: she is asked to report no round before it. */
  listedOn: string
  members: number
  /** Number of her lines, and parts and face of one, đồng; null where she did not say. */
  lines: number | null
  n: number | null
  face: number | null
  schedule: RoundSchedule | null
  seats: Seat[]
  commitment: Commitment | null
  /** The latest one. */
  report: GroupReport | null
  /** The earliest first, as the lists below. */
  reports: readonly GroupReport[]
  reminders: readonly Reminder[]
  assets: readonly AssetLine[]
  /** One for each incident. */
  tips: readonly LinkedTip[]
  status: GroupStatus
  /** Each record of the group, whatever its day, oldest first. */
  entries: readonly GroupRecord<F>[]
  newer: readonly string[]
}

/** Folds a book's groups stream by stream; null: no registration, or the stream is about something else. */
export const groupFolds = <F extends GroupFact>() =>
  new StreamFolds<F, GroupStream<F> | null>((facts, stream) =>
    stream.startsWith(streamKind) ? groupStream(facts, stream) : null
  )

/**
 * Returns the groups of a hụi book that there were on an ISO day, the oldest first, as they were then: a past day answers
 * what was said of days up to it, whenever that was recorded. The same facts give the same rows, whatever the order of
 * arrival.
 * @param folds that have followed the book so far, if any have
 */
export function groups<F extends GroupFact>(
  facts: readonly F[],
  asOf: string,
  folds = groupFolds<F>()
): Group<F>[] {
  return [...folds.of(facts).values()]
    .flatMap((read) => (read ? (groupOn(read, asOf) ?? []) : []))
    .sort((a, b) => (a.since === b.since ? (a.id < b.id ? -1 : 1) : a.since < b.since ? -1 : 1))
}

/** Returns a group as of a day; null before there was one. */
function groupOn<F extends GroupFact>(read: GroupStream<F>, asOf: string): Group<F> | null {
  const { id, host, standing, entries, newer } = read
  const registrations = standing['hui.group-registered']
  // A group may be older than its first registration: then that one is the best that is known of it.
  const { body } = registrations.findLast(({ body }) => body.on <= asOf) ?? registrations[0]!
  // Nobody hides a group by registering it anew as one of a later day.
  const since = body.since <= asOf ? body.since : read.since
  if (since > asOf) return null
  const { zalo = null, members, lines = null, n = null, face = null } = body
  const upTo = <Told extends { on: string }>(facts: readonly { body: Told }[]): Told[] =>
    facts.map(({ body }) => body).filter(({ on }) => on <= asOf)
  const reports = upTo(standing['hui.group-reported'])
  const commitment = upTo(standing['hui.commitment-signed']).at(-1) ?? null
  const set = upTo(standing['hui.group-status-set']).at(-1)
  return {
    id,
    host,
    zalo,
    since,
    listedOn: registrations[0]!.body.on,
    members,
    lines,
    n,
    face,
    schedule: scheduleOf(body),
    seats: seatsOn(read, asOf),
    commitment,
    report: reports.at(-1) ?? null,
    reports,
    reminders: upTo(standing['hui.host-reminded']),
    assets: upTo(standing['hui.asset-line-noted']),
    tips: oncePerIncident(upTo(standing['hui.tip-linked'])),
    status: set?.status ?? (zalo !== null ? 'active' : commitment ? 'committed' : 'surveyed'),
    entries,
    newer
  }
}

function scheduleOf({
  period,
  startsOn,
  lunar
}: FactOf<'hui.group-registered'>['body']): RoundSchedule | null {
  return period && startsOn ? { period, startsOn, lunar: lunar ?? null } : null
}

/** Returns who sits in the group: of what is said of one official the latest day counts, and of one day what came last. */
function seatsOn({ seatings }: GroupStream, asOf: string): Seat[] {
  const seats = new Map<string, Seat>()
  for (const { type, body } of seatings) {
    if (body.on > asOf) break
    const { official, role, on } = body
    const key = officialKey(official)
    if (type === 'hui.official-left') seats.delete(key)
    else seats.set(key, { official, role, since: seats.get(key)?.since ?? on })
  }
  return [...seats.values()]
}

/** Tells officials apart. */
export const officialKey = (official: Official): string =>
  'account' in official ? `account ${official.account}` : `name ${official.name}`

/** Keeps the first link of each incident: a tip is one tip, however often it was linked. */
function oncePerIncident(links: readonly LinkedTip[]): LinkedTip[] {
  const first = new Map<string, LinkedTip>()
  for (const link of links) if (!first.has(link.incident)) first.set(link.incident, link)
  return [...first.values()]
}
