import type { Envelope } from '../fact.ts'
import { isAtNight } from './closing-hour.ts'
import { isDrill, kindOf } from './kinds.ts'
import { atOf, gateLog, type LogEntry } from './log.ts'

/** Somebody was let through a gate in its closed hours. */
export interface NightPassage {
  /** Why, in the words of whoever opened, with the plate if they wrote it. */
  reason: string
  /** When, Unix ms. */
  at: number
}

const day = 24 * 3_600_000

/** How far back records have to be read for `lastNight`, ms: a passage of yesterday may have been later at night. */
export const lastNightMs = 1.5 * day

/**
 * Returns last night's passage through a gate, by its facts in any order; null: none with a reason. Of several, the one
 * nearest to this hour: a market trader comes at the same time each night. Tonight's passages, emergencies and
 * exercises are left out.
 * @param now Unix ms
 * @param closesAt when the gate next closes by itself, Unix ms; null: not known
 */
export function lastNight(
  facts: readonly Envelope[],
  now: number,
  closesAt: number | null
): NightPassage | null {
  const passages = gateLog(facts).flatMap((entry) => {
    const passage = passageOf(entry)
    return passage && isAtNight(passage.at, closesAt) && apart(passage, now) <= day / 2 ? [passage] : []
  })
  return passages.sort((a, b) => apart(a, now) - apart(b, now))[0] ?? null
}

/** Returns how far a passage is from this hour of yesterday, ms. */
const apart = ({ at }: NightPassage, now: number) => Math.abs(at - (now - day))

function passageOf(entry: LogEntry): NightPassage | null {
  if (entry.kind !== 'command' || kindOf(entry) !== 'opening' || isDrill(entry)) return null
  const { reason, override } = entry.course.told
  return reason && !override ? { reason, at: Date.parse(atOf(entry)) } : null
}
