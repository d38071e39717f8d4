import type { ByBook } from '../devices/device-report.ts'
import { erasuresIn } from '../erasure/erasure.ts'
import type { Envelope } from '../fact.ts'
import { isShaped } from '../facts.ts'
import type { Run } from './facts.ts'
import { quarterAfter, quarterOf } from '../database-names.ts'
import type { Book } from '../roles.ts'
import { idTime } from '../uuid.ts'
import { removalsIn, type Removal } from './removals.ts'

/** The number of quarters that a book is kept after its own is over. */
export const keptQuarters = 8

/** The reason why a quarter stays: it is not over, phones still read it, or its retention period is not over. */
export type WhyKept = 'not-over' | 'still-read' | 'too-young'

/**
 * Returns why a quarter may not be removed yet, or null.
 * @param now Unix ms
 */
export function whyNotRemoved(quarter: string, now: number): WhyKept | null {
  if (quarter >= quarterOf(now)) return 'not-over'
  if (quarter === quarterAfter(now, -1)) return 'still-read'
  return quarter >= quarterAfter(now, -keptQuarters) ? 'too-young' : null
}

type Numbered = Pick<Envelope, 'id' | 'device' | 'by' | 'n'>

/** Returns the numbers of these records, which lay in that quarter, as runs. */
export function numberRuns(facts: readonly Numbered[], quarter: string): Run[] {
  const of = ({ id, device, by }: Numbered) => `${device} ${by} ${quarterOf(idTime(id))}`
  const sorted = [...facts].sort((a, b) => (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : a.n - b.n))
  const runs: Run[] = []
  let open = ''
  for (const fact of sorted) {
    const last = runs.at(-1)
    const { id, device, by, n } = fact
    const own = quarterOf(idTime(id))
    if (last && open === of(fact) && n <= last.to + 1) last.to = n
    else
      runs.push({
        device,
        by,
        from: n,
        to: n,
        ...(own !== quarter && { quarter: own })
      })
    open = of(fact)
  }
  return runs
}

/** Tells whether one of these removals took that record, whoever had brought it: its device signed it all the same. */
export function hasTaken(removals: readonly Removal[], fact: Pick<Envelope, 'book'> & Numbered): boolean {
  const own = quarterOf(idTime(fact.id))
  return removals.some(
    ({ body: { book, quarter: removed, taken } }) =>
      book === fact.book &&
      taken.some(
        ({ device, by, from, to, quarter = removed }) =>
          quarter === own && device === fact.device && by === fact.by && from <= fact.n && fact.n <= to
      )
  )
}

/** Returns the quarters of the ids that a removal took: its own, and those that had no database of their own. */
export const quartersTaken = ({ body: { quarter, taken } }: Removal): string[] => [
  ...new Set([quarter, ...taken.flatMap((run) => run.quarter ?? [])])
]

/** Numbers of a device that are nowhere, and the bounds of the time in which they were given out, Unix ms. */
export interface UnexplainedGap {
  device: string
  from: number
  to: number
  since: number
  until: number
}

/**
 * Returns the numbers missing from a book that nothing explains: they may still wait on a phone.
 * @param told what counts in the directory and what the server admitted into the book: only that explains a number
 * @param heard the phones' own reports: the last number they gave out in each book, and the time (Unix ms)
 */
export function gapsIn(
  book: Book,
  facts: readonly Envelope[],
  told: readonly Envelope[],
  heard: readonly { device: string; heads: ByBook<number>; at: number }[] = []
): UnexplainedGap[] {
  const spans = new Map<string, { from: number; to: number; at: number | null }[]>()
  const add = (device: string, from: number, to: number, at: number | null) => {
    const of = spans.get(device) ?? []
    if (of.push({ from, to, at }) === 1) spans.set(device, of)
  }
  for (const { device, n, id } of facts) add(device, n, n, idTime(id))
  for (const fact of told.filter(isShaped)) {
    const { type, device, body } = fact
    if (fact.book === book && type === 'device.set-aside') add(device, body.n, body.n, null)
    if (fact.book === book && type === 'duty.strangers-removed')
      for (const one of body.taken) add(one.device, one.n, one.n, null)
  }
  // The number after the last one that a phone gave out counts as given out at its report.
  for (const { device, heads, at } of heard)
    if (heads[book]) add(device, heads[book] + 1, heads[book] + 1, at)
  const firstHand = told.filter(({ via }) => via === undefined)
  for (const one of erasuresIn(firstHand).flatMap(({ done }) => done?.erased ?? []))
    if (one.book === book) add(one.device, one.n, one.n, null)
  for (const { body } of removalsIn(told))
    if (body.book === book) for (const { device, from, to } of body.taken) add(device, from, to, null)
  return [...spans].flatMap(([device, of]) => gapsOf(device, of))
}

function gapsOf(device: string, spans: { from: number; to: number; at: number | null }[]): UnexplainedGap[] {
  const gaps: UnexplainedGap[] = []
  let reached = 0
  let since = -Infinity
  for (const { from, to, at } of spans.sort((a, b) => a.from - b.from)) {
    if (from > reached + 1)
      gaps.push({ device, from: reached + 1, to: from - 1, since, until: at ?? Infinity })
    reached = Math.max(reached, to)
    since = at ?? since
  }
  return gaps
}

/** Selects the gaps that may lie in a quarter. */
export function gapsOfQuarter(gaps: readonly UnexplainedGap[], quarter: string): UnexplainedGap[] {
  const ends = (at: number) => (Number.isFinite(at) ? quarterOf(at) : at > 0 ? '9999q4' : '0000q1')
  return gaps.filter(({ since, until }) => ends(since) <= quarter && ends(until) >= quarter)
}

/** One removal, as it is shown to people. */
export interface RemovedQuarter extends Pick<
  Removal['body'],
  'book' | 'quarter' | 'who' | 'records' | 'photos'
> {
  /** Unix ms. */
  at: number
  /** True when its retention period was not over. */
  early: boolean
  /** The reason for removing it all the same, where something spoke against it. */
  anyway: string | null
}

/** Returns each removed quarter once, however many entries it took, the latest first. */
export function removedQuarters(removals: readonly Removal[]): RemovedQuarter[] {
  const known = new Map<string, RemovedQuarter>()
  for (const { body, at } of removals) {
    const { book, quarter, who, records, photos, anyway = null } = body
    const one = known.get(`${book} ${quarter}`)
    const then = Date.parse(at)
    known.set(`${book} ${quarter}`, {
      book,
      quarter,
      who: one?.who ?? who,
      records: (one?.records ?? 0) + records,
      photos: (one?.photos ?? 0) + photos,
      at: Math.max(one?.at ?? 0, then),
      early: one?.early || whyNotRemoved(quarter, then) !== null,
      anyway: one?.anyway ?? anyway
    })
  }
  return [...known.values()].sort((a, b) => b.at - a.at)
}
