import { maxPostponeMs } from '#lib/app/gates/command-request.ts'
import { fromField, time } from '#lib/i18n/format.ts'
import type { GateWords } from '#lib/i18n/gates/gates.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

export const whys = ['funeral', 'feast', 'boats', 'other'] as const
export type Why = (typeof whys)[number]

/** What the form of a postponement holds; `until` is the field of day and hour. */
export interface PostponeDraft {
  why: Why | ''
  more: string
  until: string
}

const hour = 3_600_000
const minute = 60_000

/** From when on a closing can be put off, Unix ms: a gate waits for no more than half a day. */
export const possibleFrom = (closesAt: number) => closesAt + minute - maxPostponeMs

/** The hour that the form offers: an hour after the closing that waits, or as late as it can be, Unix ms. */
export const offered = (closesAt: number, now: number) => Math.min(closesAt + hour, now + maxPostponeMs)

/** What the log says of it: "Đám tang – nhà Tư Khởi". */
export function reasonOf({ why, more }: PostponeDraft, t: GateWords): string {
  const words = t.orders.postpone
  return [why && why !== 'other' && words.whys[why], more.trim()].filter(Boolean).join(' – ')
}

/**
 * What has to be put right before it is sent; '' is nothing.
 * @param closesAt when the gate closes by itself now, Unix ms: a postponement ends after that
 */
export function problemsOf(
  draft: PostponeDraft,
  { closesAt, now, max }: { closesAt: number; now: number; max: number },
  t: GateWords
): { why: string; more: string; until: string } {
  const words = t.orders.postpone
  const until = fromField(draft.until)
  const missing = draft.why === 'other' ? words.moreMissing : ''
  return {
    why: draft.why ? '' : words.whyMissing,
    more: wordsProblem(draft.more, max - 40, missing, t),
    until: hourProblem(until)
  }

  function hourProblem(until: number | null): string {
    if (until === null) return words.untilMissing
    if (until <= Math.max(closesAt, now)) return words.untilEarly(time(Math.max(closesAt, now)))
    return until > now + maxPostponeMs ? words.untilLate : ''
  }
}
