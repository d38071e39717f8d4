import { eveningOf, maxPostponeAheadMs, maxPostponeMs } from '#lib/app/gates/command-request.ts'
import type { Schedule } from '#lib/domain/gates/schedule.ts'
import { clockTime, fromField } from '#lib/i18n/format.ts'
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

/** Holds what is known of a gate's closings. `closesAt`: when it would close now; `ahead`: evenings to come may be put off too. */
interface Closings {
  closesAt: number
  now: number
  schedule: Schedule | null
  ahead: boolean
  /** The longest text. */
  max: number
}

/** Returns from when a closing can be postponed, Unix ms: a gate accepts at most half a day. */
export const possibleFrom = (closesAt: number) => closesAt + minute - maxPostponeMs

/** Returns the time the form suggests, Unix ms: an hour after the planned closing, or the latest possible. */
export const offered = ({ closesAt, now, ahead }: Pick<Closings, 'closesAt' | 'now' | 'ahead'>) =>
  ahead ? closesAt + hour : Math.min(closesAt + hour, now + maxPostponeMs)

/** Returns the reason as logged: "Đám tang – nhà Tư Khởi". */
export function reasonOf({ why, more }: PostponeDraft, t: GateWords): string {
  const words = t.orders.postpone
  return [why && why !== 'other' && words.whys[why], more.trim()].filter(Boolean).join(' – ')
}

/** Returns the problem of each field; '' for none. A postponement must end after the closing that it puts off. */
export function problemsOf(
  draft: PostponeDraft,
  { closesAt, now, schedule, ahead, max }: Closings,
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
    const closes = ahead && schedule ? eveningOf(schedule, until).hour : closesAt
    const after = Math.max(closes, now)
    if (until <= after) return words.untilEarly(clockTime(after, now))
    if (ahead) return until > now + maxPostponeAheadMs ? words.untilFar : ''
    return until > now + maxPostponeMs ? words.untilLate : ''
  }
}
