import { maxPostponeMs } from '#lib/app/gates/command-request.ts'
import { fromField, time } from '#lib/i18n/format.ts'
import type { GateWords } from '#lib/i18n/gates/gates.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

export const whys = ['funeral', 'feast', 'boats', 'other'] as const
type Why = (typeof whys)[number]

/** The content of the postponement form; `until` is the value of its date-and-time field. */
export interface PostponeDraft {
  why: Why | ''
  more: string
  until: string
}

const hour = 3_600_000
const minute = 60_000

/** Returns from when a closing can be postponed, Unix ms: a gate accepts at most half a day. */
export const possibleFrom = (closesAt: number) => closesAt + minute - maxPostponeMs

/** Returns the time the form suggests, Unix ms: an hour after the planned closing, or the latest possible. */
export const offered = (closesAt: number, now: number) => Math.min(closesAt + hour, now + maxPostponeMs)

/** Returns the reason as logged: "Đám tang – nhà Tư Khởi". */
export function reasonOf({ why, more }: PostponeDraft, t: GateWords): string {
  const words = t.orders.postpone
  return [why && why !== 'other' && words.whys[why], more.trim()].filter(Boolean).join(' – ')
}

/**
 * Returns the problem of each field; '' for none.
 * @param closesAt when the gate would close now, Unix ms: a postponement must end later
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
