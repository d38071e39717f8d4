import type { Envelope } from '../fact.ts'
import { isDrill, isLook, kindOf } from './kinds.ts'
import { atOf, gateLog, type LogEntry } from './log.ts'

/**
 * The number of events by the gate's own report, and by people's entries. The two are never added up: they may be about
 * the same event.
 */
interface Count {
  reported: number
  claimed: number
}

/** One gate's month on the paper form "Sổ theo dõi cổng". */
export interface Sheet<F extends Envelope = Envelope> {
  /**
   * Oldest first, including exercises, which are marked where they are shown. Views of a camera are no event of the
   * gate and stay in its log.
   */
  entries: LogEntry<F>[]
  /** A single passage counts as an opening and a closing. Exercises are not counted. */
  openings: Count
  closings: Count
  troubles: Count
}

/** Vietnam's time zone, UTC+7 without daylight saving time, ms. */
const vietnam = 7 * 3_600_000

/**
 * Returns the first moment of a month in Vietnam and of the next one, Unix ms.
 * @param month `2026-11`
 */
export function monthOf(month: string): { from: number; to: number } {
  const [year, number] = month.split('-').map(Number)
  return { from: Date.UTC(year!, number! - 1) - vietnam, to: Date.UTC(year!, number!) - vietnam }
}

/** Returns the events at one gate from `from` to before `to` (Unix ms), by its facts in any order. */
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

function isPassage(entry: LogEntry): boolean {
  return entry.kind === 'command' && entry.course.action === 'PASS' && kindOf(entry) === 'opening'
}

function countOf(entries: readonly LogEntry[], counts: (entry: LogEntry) => boolean): Count {
  const own = entries.filter(counts)
  const claimed = own.filter(({ kind }) => kind === 'claim' || kind === 'hand').length
  return { reported: own.length - claimed, claimed }
}
