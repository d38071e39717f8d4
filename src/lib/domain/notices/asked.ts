import { noticesOwed, openingValueOf, runsOn, type ListedLine, type NoticeReason } from './obligation.ts'
import type { AskedHost, NoticeBody, NoticeFact, ReceivedNotice, RegisteredLine } from './register.ts'

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

/** A line that must be notified, or a host who was asked to, and for which no notice stands. */
interface MissingNotice<F extends NoticeFact = NoticeFact> {
  line: RegisteredLine<F>
  hostName: string
  /** Null: no line of the host is listed that the rule names; the police say that she must. */
  reason: NoticeReason | null
  /** The day that the commune set for its host, ISO; null where it set none, for the law sets none. */
  by: string | null
}

/** A line whose latest notice says something else than the register. */
interface SupplementDue<F extends NoticeFact = NoticeFact> {
  line: RegisteredLine<F>
  row: ListedLine
  differences: (keyof NoticeContents)[]
}

/** Everything that the register asks of hosts on one day. */
export interface NoticesAsked<F extends NoticeFact = NoticeFact> {
  missing: MissingNotice<F>[]
  supplements: SupplementDue<F>[]
}

/**
 * Returns the row of a line with its end as its host or the hụi book has said it; null where no row is listed. A notice of the
 * end that counts says so, by the day that it names, or else that of its receipt.
 */
export function rowToday({ row, notices }: Pick<RegisteredLine, 'row' | 'notices'>): ListedLine | null {
  const end = row?.ended ? undefined : notices.find(({ counts, body }) => counts && body.kind === 'end')
  return row && end ? { ...row, endsOn: end.body.endsOn ?? end.body.receivedOn, ended: true } : row
}

/**
 * Returns what the lines of a register lack on an ISO day; one that is said to have ended lacks nothing. Of a host who was asked,
 * her lines say it; she stands by herself while none of them does and no notice of hers came on that day or later.
 */
export function noticesAsked<F extends NoticeFact>(
  lines: readonly RegisteredLine<F>[],
  today: string
): NoticesAsked<F> {
  const rows = new Map(lines.map((line) => [line, rowToday(line)]))
  const owed = noticesOwed(
    [...rows.values()].flatMap((row) => row ?? []),
    today
  )
  const askedHosts = new Map(lines.flatMap(({ asked }) => (asked ? [[asked.id, asked] as const] : [])))
  const covered = new Set<string>()
  const found: NoticesAsked<F> = { missing: [], supplements: [] }
  for (const line of lines) {
    const { standing } = line
    const row = rows.get(line)
    if (!row) continue
    const asked = askedHosts.get(row.host)
    if (asked && isAnswer(standing, asked)) covered.add(row.host)
    if (!runsOn(row, today)) continue
    const reason = owed.get(row)
    const differences = standing ? differencesOf(row, standing.body) : []
    if (!standing && reason) {
      found.missing.push({ line, hostName: row.hostName, reason, by: asked?.by ?? null })
      covered.add(row.host)
    }
    if (differences.length > 0) found.supplements.push({ line, row, differences })
  }
  for (const line of lines) {
    const { asked, standing, host } = line
    if (!asked || covered.has(asked.id) || isAnswer(standing, asked)) continue
    found.missing.push({ line, hostName: host!.name, reason: null, by: asked.by })
  }
  return found
}

/** Tells whether a notice came on the day of the asking or later. */
const isAnswer = (standing: ReceivedNotice | null, { on }: AskedHost) =>
  standing !== null && standing.body.receivedOn >= on
