import type { Envelope } from '../fact.ts'
import { isDrill, kindOf } from './kinds.ts'
import { atOf, gateLog, type LogEntry } from './log.ts'

/** How often something happened: by the gate's own word, and as people wrote it down. Never added up: they may be the same. */
export interface Count {
  reported: number
  claimed: number
}

/** One gate's month for the paper "Sổ theo dõi cổng". */
export interface Sheet<F extends Envelope = Envelope> {
  /** Oldest first; exercises too, marked as such where they are shown. Who looked at a camera is no event of the gate: its log has it. */
  entries: LogEntry<F>[]
  /** A single passage is an opening and a closing. Exercises count nowhere. */
  openings: Count
  closings: Count
  troubles: Count
}

/** Vietnam has one time and no summer time: UTC+7, ms. */
const vietnam = 7 * 3_600_000

/** The first moment of a month in Vietnam and of the next one, Unix ms. @param month `2026-11` */
export function monthOf(month: string): { from: number; to: number } {
  const [year, number] = month.split('-').map(Number)
  return { from: Date.UTC(year!, number! - 1) - vietnam, to: Date.UTC(year!, number!) - vietnam }
}

/** What happened at one gate from `from` to before `to` (Unix ms), by its facts in whatever order they came. */
export function sheet<F extends Envelope>(
  facts: readonly F[],
  { from, to }: { from: number; to: number }
): Sheet<F> {
  const entries = gateLog(facts).filter((entry) => {
    const at = Date.parse(atOf(entry))
    return at >= from && at < to && !isLook(entry)
  })
  const real = entries.filter((entry) => !isDrill(entry))
  return {
    entries,
    openings: countOf(real, (entry) => kindOf(entry) === 'opening'),
    closings: countOf(real, (entry) => kindOf(entry) === 'closing' || isPassage(entry)),
    troubles: countOf(real, (entry) => kindOf(entry) === 'trouble')
  }
}

function isLook(entry: LogEntry): boolean {
  return entry.kind === 'report' && entry.event.kind === 'camera-viewed'
}

function isPassage(entry: LogEntry): boolean {
  return entry.kind === 'command' && entry.course.action === 'PASS' && kindOf(entry) === 'opening'
}

function countOf(entries: readonly LogEntry[], counts: (entry: LogEntry) => boolean): Count {
  const own = entries.filter(counts)
  const claimed = own.filter(({ kind }) => kind === 'claim' || kind === 'hand').length
  return { reported: own.length - claimed, claimed }
}
