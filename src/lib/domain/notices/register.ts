import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { StreamFolds } from '../folds/stream-folds.ts'
import { inOrder, whenOf } from '../order.ts'
import type { StoredFact } from '../stored.ts'
import type { ListedLine } from './obligation.ts'

/** A fact with the state of its sync. */
export type NoticeFact = Envelope & Partial<Pick<StoredFact, 'sync'>>

export type NoticeBody = FactOf<'notices.notice-received'>['body']

/** A record that places a notice with a line, by its id in the register; `replaces`: the notice that it supplements there. */
interface NoticePlacement<F extends NoticeFact = NoticeFact> {
  fact: F
  line: string
  replaces: string | undefined
}

/** One notice as somebody wrote it down; nothing is dropped. */
export interface ReceivedNotice<F extends NoticeFact = NoticeFact> {
  fact: F
  body: NoticeBody
  /** Its withdrawal; null while it stands. */
  withdrawn: FactOf<'notices.notice-withdrawn'> | null
  /**
   * Why it does not count. `received-later`: its day lies after that of its record, so that nobody can put a notice
   * before all to come. `placed-apart`: people say of different lines that it is theirs.
   */
  doubt: 'received-later' | 'placed-apart' | null
  /** The notice that it supplements; null: none, or none that stood before it in this line. */
  replaces: ReceivedNotice<F> | null
  /** The record that places it with this line; null: it is of the line in whose stream it was written. */
  placed: NoticePlacement<F> | null
  /** The last word of each person, where they name different lines: it is shown at all of them, and counts at none. */
  disputed: readonly NoticePlacement<F>[]
  /** True when it counts: neither withdrawn, nor in doubt, nor refused by the server. */
  counts: boolean
}

/** A host who was asked to notify; `by`: the commune's day, ISO, null where it set none. */
export interface AskedHost<F extends NoticeFact = NoticeFact> {
  fact: F
  id: string
  by: string | null
  /** The commune's day of asking, ISO. */
  on: string
}

/** One line of the register with its notices; or a host whose line is not listed yet. */
export interface RegisteredLine<F extends NoticeFact = NoticeFact> {
  /** The id of the hụi line; of a host who was asked that of the person; of a notice that came first its own. */
  id: string
  /** Null: notices, or the asking, came before the listing. */
  row: ListedLine | null
  /** As the row, the latest notice that counts or the asking says, in this order. */
  host: { name: string; hamlet?: string | undefined } | null
  /** Null: nobody was asked here, or it was withdrawn. */
  asked: AskedHost<F> | null
  /** All facts of the line that count for the row and the notices, oldest first. */
  facts: readonly F[]
  /** The notices by day of receipt, the latest first. */
  notices: readonly ReceivedNotice<F>[]
  /** The latest notice that counts. */
  standing: ReceivedNotice<F> | null
  /** Notices that were taken in here and were placed with another line, the latest first. */
  left: readonly ReceivedNotice<F>[]
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
  return withPlaced([...folds.of(facts).values()].filter((line) => line !== null)).sort(byName)
}

/** @param facts of one stream */
function registeredLine<F extends NoticeFact>(stream: string, facts: readonly F[]): RegisteredLine<F> {
  const own = inOrder([...new Map(facts.map((fact) => [fact.id, fact])).values()])
  const listing = own.findLast(({ type, sync }) => type === 'notices.line-listed' && sync !== 'refused')
  const id = stream.slice(streamKind.length)
  const row = listing ? (listing.body as ListedLine) : null
  const when = whenOf(own)
  const withdrawals = withdrawalsIn(own)
  const notices = noticesIn(own, when, withdrawals, placementsIn(own, id))
  const asking = own.findLast((fact) => asksOf(fact, id) && !withdrawals.has(fact.id))
  const said = asking?.body as AskedBody | undefined
  const asked = asking ? { fact: asking, id, by: said!.by ?? null, on: dayOf(when.get(asking)!) } : null
  return { id, row, asked, facts: own, left: [], ...toldBy(row, asked, notices) }
}

type AskedBody = FactOf<'notices.notice-asked'>['body']

/** Tells whether a fact asks the host whose stream it stands in: nobody is asked in another's. */
const asksOf = ({ type, sync, body }: NoticeFact, id: string) =>
  type === 'notices.notice-asked' && sync !== 'refused' && (body as AskedBody).host === id

function withdrawalsIn(own: readonly NoticeFact[]): Map<string, FactOf<'notices.notice-withdrawn'>> {
  const withdrawals = new Map<string, FactOf<'notices.notice-withdrawn'>>()
  for (const fact of own) {
    const { type, sync, body } = fact as FactOf<'notices.notice-withdrawn'> & Pick<NoticeFact, 'sync'>
    if (type !== 'notices.notice-withdrawn' || sync === 'refused' || withdrawals.has(body.notice)) continue
    withdrawals.set(body.notice, fact as FactOf<'notices.notice-withdrawn'>)
  }
  return withdrawals
}

/**
 * Returns of each notice the last placement by each person, the latest last. Taking one's own placement back leaves nothing
 * said; taking back somebody else's says that the notice is of the place where it was taken in.
 * @param id of the line
 */
function placementsIn<F extends NoticeFact>(
  own: readonly F[],
  id: string
): Map<string, readonly NoticePlacement<F>[]> {
  const placements = new Map<string, Map<string, NoticePlacement<F>>>()
  for (const fact of own) {
    if (fact.type !== 'notices.notice-placed' || fact.sync === 'refused') continue
    const { notice, line, replaces } = fact.body as FactOf<'notices.notice-placed'>['body']
    const byPerson = placements.get(notice) ?? new Map<string, NoticePlacement<F>>()
    placements.set(notice, byPerson)
    const before = byPerson.get(fact.by)
    byPerson.delete(fact.by)
    if (line !== id || !before || before.line === id) byPerson.set(fact.by, { fact, line, replaces })
  }
  return new Map([...placements].map(([notice, byPerson]) => [notice, [...byPerson.values()]]))
}

function noticesIn<F extends NoticeFact>(
  own: readonly F[],
  when: ReadonlyMap<F, string>,
  withdrawals: ReadonlyMap<string, FactOf<'notices.notice-withdrawn'>>,
  placements: ReturnType<typeof placementsIn<F>>
): ReceivedNotice<F>[] {
  const byId = new Map<string, ReceivedNotice<F>>()
  for (const fact of own) {
    if (fact.type !== 'notices.notice-received') continue
    const body = fact.body as NoticeBody
    const withdrawn = withdrawals.get(fact.id) ?? null
    const said = placements.get(fact.id) ?? []
    const disputed = said.some(({ line }) => line !== said[0]!.line) ? said : []
    const isLater = body.receivedOn > dayOf(when.get(fact)!)
    const doubt = isLater ? 'received-later' : disputed.length > 0 ? 'placed-apart' : null
    // Looks among those before it alone: no notice replaces itself, and no two replace each other.
    const replaces = body.replaces === undefined ? null : (byId.get(body.replaces) ?? null)
    const counts = !withdrawn && !doubt && fact.sync !== 'refused'
    const last = disputed.length === 0 ? said.at(-1) : undefined
    const placed = last && fact.stream !== `${streamKind}${last.line}` ? last : null
    byId.set(fact.id, { fact, body, withdrawn, doubt, replaces, placed, disputed, counts })
  }
  return latestFirst([...byId.values()])
}

/**
 * Brings each notice to the line that its placement names, or of which people differ, to each that they name. One that names
 * a line which is not there stays where it was taken in: nothing is lost from sight. Lines without such notices are
 * returned as they are.
 */
function withPlaced<F extends NoticeFact>(lines: readonly RegisteredLine<F>[]): RegisteredLine<F>[] {
  const known = new Set(lines.map(({ id }) => id))
  const placesOf = ({ placed, disputed }: ReceivedNotice<F>) =>
    [...new Map([...disputed, ...(placed ? [placed] : [])].map((one) => [one.line, one])).values()].filter(
      ({ line }) => known.has(line)
    )
  const coming = new Map<string, ReceivedNotice<F>[]>()
  const left = new Map<string, ReceivedNotice<F>[]>()
  for (const { id, notices } of lines)
    for (const notice of notices) {
      const places = placesOf(notice)
      for (const placed of places) if (placed.line !== id) addTo(coming, placed.line, { ...notice, placed })
      const [placed] = places
      if (placed && !places.some(({ line }) => line === id)) addTo(left, id, { ...notice, placed })
    }
  if (coming.size === 0) return [...lines]
  return lines.map((line) => {
    const gone = left.get(line.id) ?? []
    const come = (coming.get(line.id) ?? []).sort(byRecord)
    if (gone.length + come.length === 0) return line
    const ids = new Set(gone.map(({ fact }) => fact.id))
    const stayed = line.notices.filter(({ fact }) => !ids.has(fact.id))
    const facts = [...line.facts, ...come.flatMap(factsOf)]
    return { ...line, facts, left: gone, ...toldBy(line.row, line.asked, joined(stayed, come)) }
  })
}

const factsOf = <F extends NoticeFact>({ fact, placed, disputed }: ReceivedNotice<F>): F[] => [
  ...new Set([fact, placed!.fact, ...disputed.map(({ fact }) => fact)])
]

function addTo<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}

/**
 * Joins notices of a line with those that come to it, each of which supplements the one that its placement names.
 * @param come in the order of their records
 */
function joined<F extends NoticeFact>(
  stayed: readonly ReceivedNotice<F>[],
  come: readonly ReceivedNotice<F>[]
): ReceivedNotice<F>[] {
  const byId = new Map(stayed.map((notice) => [notice.fact.id, notice]))
  // One by one, so that no two supplement each other.
  for (const notice of come) {
    const replaces = byId.get(notice.placed!.replaces ?? '') ?? null
    byId.set(notice.fact.id, { ...notice, replaces })
  }
  return latestFirst([...byId.values()].sort(byRecord))
}

const byRecord = (a: ReceivedNotice, b: ReceivedNotice) => (a.fact.id < b.fact.id ? -1 : 1)

/** Returns what the notices of a line tell of it. @param notices the latest first */
function toldBy<F extends NoticeFact>(
  row: ListedLine | null,
  asked: AskedHost<F> | null,
  notices: readonly ReceivedNotice<F>[]
): Pick<RegisteredLine<F>, 'host' | 'notices' | 'standing'> {
  const standing = notices.find(({ counts }) => counts) ?? null
  const name = asked && (asked.fact.body as AskedBody).hostName
  const host = row
    ? { name: row.hostName, hamlet: row.hamlet }
    : ((standing ?? notices[0])?.body.host ?? (name === null ? null : { name }))
  return { host, notices, standing }
}

/** Sorts notices by day of receipt, the latest first. @param notices in the order of their records */
const latestFirst = <N extends Pick<ReceivedNotice, 'body'>>(notices: readonly N[]): N[] =>
  notices.toReversed().sort((a, b) => compare(b.body.receivedOn, a.body.receivedOn))

/** Returns the commune's day of a time, ISO. */
const dayOf = (at: string) => new Date(Date.parse(at) + vietnam).toISOString().slice(0, 10)

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const collator = new Intl.Collator('vi', { numeric: true })
const byName = (a: RegisteredLine, b: RegisteredLine) =>
  collator.compare(a.row?.line ?? '', b.row?.line ?? '') ||
  collator.compare(a.host?.name ?? '', b.host?.name ?? '') ||
  compare(a.id, b.id)
