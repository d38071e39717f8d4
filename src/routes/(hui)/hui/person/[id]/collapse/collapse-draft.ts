import { huiLimits } from '#lib/app/hui/hui-book.svelte.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'
import { pastDayProblem } from '../../../past-day.ts'

/** A form for the collapse of a person's lines: the day, ISO, and what happened. */
export interface CollapseDraft {
  on: string
  gist: string
}

/** Returns what is wrong with each field; lines cannot have collapsed on a day to come. */
export function collapseProblems({ on, gist }: CollapseDraft, asked: boolean, today: string, t: HuiWords) {
  return {
    on: pastDayProblem(on, today, t),
    gist: wordsProblem(gist, huiLimits.reason, asked ? t.hui.collapse.gistMissing : '', t)
  }
}
