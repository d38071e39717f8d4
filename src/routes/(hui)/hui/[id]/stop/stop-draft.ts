import { huiLimits } from '#lib/app/hui/hui-book.svelte.ts'
import type { Provenance } from '#lib/app/hui/hui-line.svelte.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'
import { pastDayProblem } from '../../past-day.ts'

/** A form for stopping a line: the day, ISO, and why. */
export interface StopDraft {
  on: string
  reason: string
  source: Provenance
}

/** Returns what is wrong with each field; a line cannot stop on a day to come. */
export function stopProblems(
  { on, reason }: Pick<StopDraft, 'on' | 'reason'>,
  asked: boolean,
  today: string,
  t: HuiWords
) {
  return {
    on: pastDayProblem(on, today, t),
    reason: wordsProblem(reason, huiLimits.reason, asked ? t.hui.stop.reasonMissing : '', t)
  }
}
