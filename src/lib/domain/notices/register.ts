import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { StreamFolds } from '../folds/stream-folds.ts'
import { inOrder, whenOf } from '../order.ts'
import type { StoredFact } from '../stored.ts'
import { noticesOwed, openingValueOf, runsOn, type ListedLine, type NoticeReason } from './obligation.ts'

/** A fact with the state of its sync. */
export type NoticeFact = Envelope & Partial<Pick<StoredFact, 'sync'>>

export type NoticeBody = FactOf<'notices.notice-received'>['body']

/** One notice as somebody wrote it down; nothing is dropped. */
export interface ReceivedNotice<F extends NoticeFact = NoticeFact> {
  fact: F
  body: NoticeBody
  /** Its withdrawal; null while it stands. */
  withdrawn: FactOf<'notices.notice-withdrawn'> | null
  /**
   * Why it does not count. `received-later`: its day lies after that of its record, so that nobody can put a notice
   * before all to come.
   */
  doubt: 'received-later' | null
  /** The notice that it supplements; null: none, or none that stood before it in this line. */
  replaces: ReceivedNotice<F> | null
  /** True when it counts: neither withdrawn, nor in doubt, nor refused by the server. */
  counts: boolean
}

/** One line of the register with its notices. */
export interface RegisteredLine<F extends NoticeFact = NoticeFact> {
  /** The id of the hụi line. */
  id: string
  /** Null: notices came before the listing. */
  row: ListedLine | null
  /** All facts of the line that count for the row and the notices, oldest first. */
  facts: readonly F[]
  /** The notices by day of receipt, the latest first. */
  notices: readonly ReceivedNotice<F>[]
  /** The latest notice that counts. */
  standing: ReceivedNotice<F> | null
}

const streamKind = 'notice/'
const vietnam = 7 * 3_600_000

/** Folds a book's lines stream by stream; null: the stream is about something else. */
export const registerFolds = <F extends NoticeFact>() =>
  new StreamFolds<F, RegisteredLine<F> | null>((facts, stream) =>
    stream.startsWith(streamKind) ? registeredLine(stream, facts) : null
  )

/**
 * Folds the book of notices: its lines by name. The same facts give the same register, whatever the order of arrival.
 * Of several listings of a line the latest counts; what the server refused does not count.
 * @param folds that have followed the book so far, if any have
 */
export function registerIn<F extends NoticeFact>(
  facts: readonly F[],
  folds = registerFolds<F>()
): RegisteredLine<F>[] {
  return [...folds.of(facts).values()].filter((line) => line !== null).sort(byName)
}

/** @param facts of one stream */
function registeredLine<F extends NoticeFact>(stream: string, facts: readonly F[]): RegisteredLine<F> {
  const own = inOrder([...new Map(facts.map((fact) => [fact.id, fact])).values()])
  const listing = own.findLast(({ type, sync }) => type === 'notices.line-listed' && sync !== 'refused')
  const notices = noticesIn(own, whenOf(own))
  return {
    id: stream.slice(streamKind.length),
    row: listing ? (listing.body as ListedLine) : null,
    facts: own,
    notices,
    standing: notices.find(({ counts }) => counts) ?? null
  }
}

function noticesIn<F extends NoticeFact>(
  own: readonly F[],
  when: ReadonlyMap<F, string>
): ReceivedNotice<F>[] {
  const withdrawals = new Map<string, FactOf<'notices.notice-withdrawn'>>()
  for (const fact of own as readonly NoticeFact[]) {
    const { type, sync, body } = fact as FactOf<'notices.notice-withdrawn'> & Pick<NoticeFact, 'sync'>
    if (type !== 'notices.notice-withdrawn' || sync === 'refused' || withdrawals.has(body.notice)) continue
    withdrawals.set(body.notice, fact as FactOf<'notices.notice-withdrawn'>)
  }
  const byId = new Map<string, ReceivedNotice<F>>()
  for (const fact of own) {
    if (fact.type !== 'notices.notice-received') continue
    const body = fact.body as NoticeBody
    const withdrawn = withdrawals.get(fact.id) ?? null
    const doubt = body.receivedOn > dayOf(when.get(fact)!) ? 'received-later' : null
    // Looks among those before it alone: no notice replaces itself, and no two replace each other.
    const replaces = body.replaces === undefined ? null : (byId.get(body.replaces) ?? null)
    const counts = !withdrawn && !doubt && fact.sync !== 'refused'
    byId.set(fact.id, { fact, body, withdrawn, doubt, replaces, counts })
  }
  const latestFirst = [...byId.values()].reverse()
  return latestFirst.sort((a, b) => compare(b.body.receivedOn, a.body.receivedOn))
}

/** The contents of a notice that the law names, as its paper or the register says them. */
export type NoticeContents = Pick<NoticeBody, 'startsOn' | 'endsOn' | 'value' | 'members'>

/** Returns what a notice of a line must say today. */
export function contentsOf(row: ListedLine): NoticeContents {
  const { startsOn, endsOn, members } = row
  return { startsOn, ...(endsOn && { endsOn }), value: openingValueOf(row), members }
}

/** The contents in which a notice differs from the register; a last day that the register does not know differs from none. */
export function differencesOf(row: ListedLine, notice: NoticeContents): (keyof NoticeContents)[] {
  const listed = contentsOf(row)
  const all = ['startsOn', 'endsOn', 'value', 'members'] as const
  return all.filter(
    (name) => listed[name] !== notice[name] && !(name === 'endsOn' && listed.endsOn === undefined)
  )
}

/** A line that must be notified and for which no notice stands. */
interface MissingNotice<F extends NoticeFact = NoticeFact> {
  line: RegisteredLine<F>
  row: ListedLine
  reason: NoticeReason
}

/** A line whose latest notice says something else than the register. */
interface SupplementDue<F extends NoticeFact = NoticeFact> {
  line: RegisteredLine<F>
  row: ListedLine
  differences: (keyof NoticeContents)[]
}

/** Everything that the register asks of hosts on one day. The rule names no day by which: the office asks. */
export interface NoticesAsked<F extends NoticeFact = NoticeFact> {
  missing: MissingNotice<F>[]
  supplements: SupplementDue<F>[]
}

/** Returns what the lines of a register lack on an ISO day; one that has ended lacks nothing. */
export function noticesAsked<F extends NoticeFact>(
  lines: readonly RegisteredLine<F>[],
  today: string
): NoticesAsked<F> {
  const rows = lines.flatMap(({ row }) => row ?? [])
  const owed = noticesOwed(rows, today)
  const asked: NoticesAsked<F> = { missing: [], supplements: [] }
  for (const line of lines) {
    const { row, standing } = line
    if (!row || !runsOn(row, today)) continue
    const reason = owed.get(row)
    const differences = standing ? differencesOf(row, standing.body) : []
    if (!standing && reason) asked.missing.push({ line, row, reason })
    if (differences.length > 0) asked.supplements.push({ line, row, differences })
  }
  return asked
}

/** Returns the commune's day of a time, ISO. */
const dayOf = (at: string) => new Date(Date.parse(at) + vietnam).toISOString().slice(0, 10)

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const collator = new Intl.Collator('vi', { numeric: true })
const byName = (a: RegisteredLine, b: RegisteredLine) =>
  collator.compare(a.row?.line ?? '', b.row?.line ?? '') || compare(a.id, b.id)
