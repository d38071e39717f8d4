import { noticeRule } from '../../notices/obligation.ts'

/** A line of a host as the duty to notify sees it; ISO days, `until` null while its end is open. */
export interface NoticedLine {
  id: string
  n: number
  face: number
  from: string
  until: string | null
}

/** Why the host has to notify the commune of a line in writing. Source: Điều 14 NĐ 19/2019. */
export interface NoticeDuty {
  line: string
  /** The parts of one opening are together at least this, đồng. */
  large: boolean
  /** First day of the first other line of the host that runs on at least one day of this one, ISO; null: none does. */
  besideSince: string | null
}

/** Returns the lines of one host that have to be notified; by which day is not in the law. */
export function noticeDuties(lines: readonly NoticedLine[]): NoticeDuty[] {
  const since = firstBeside(lines)
  return lines.flatMap((line, i) => {
    const large = line.n * line.face >= noticeRule.perOpening
    const besideSince = since[i]!
    return large || besideSince !== null ? [{ line: line.id, large, besideSince }] : []
  })
}

/** Later than every ISO day. */
const open = '9999-99'

/**
 * Finds for each line the first day of the others that run beside it. From the last line to begin to the first, those that
 * are not over when it begins grow in number: of them the two that began first are enough, for one may be the line itself.
 */
function firstBeside(lines: readonly NoticedLine[]): (string | null)[] {
  const untilOf = ({ until }: NoticedLine) => until ?? open
  const byFrom = [...lines.keys()].sort((a, b) => compare(lines[b]!.from, lines[a]!.from))
  const byUntil = [...lines.keys()].sort((a, b) => compare(untilOf(lines[b]!), untilOf(lines[a]!)))
  const found: (string | null)[] = lines.map(() => null)
  let first: number[] = []
  let next = 0
  for (const i of byFrom) {
    const line = lines[i]!
    for (; next < byUntil.length && untilOf(lines[byUntil[next]!]!) >= line.from; next += 1)
      first = [...first, byUntil[next]!].sort((a, b) => compare(lines[a]!.from, lines[b]!.from)).slice(0, 2)
    const other = first.find((one) => one !== i)
    const from = other === undefined ? open : lines[other]!.from
    if (from <= untilOf(line)) found[i] = from === open ? null : from
  }
  return found
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
