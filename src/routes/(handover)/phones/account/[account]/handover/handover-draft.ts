import { handoverLimits } from '#lib/app/handover/handover-store.svelte.ts'
import type { handoverWords } from '#lib/i18n/handover/handover.ts'
import type { Words } from '#lib/i18n/words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

/** The form of a handover; '' is not chosen yet. `passed`: gates and hụi groups that an unfinished save may have moved already. */
export interface HandoverDraft {
  to: string
  reason: string
  passed: string[]
}

export const emptyHandover: HandoverDraft = { to: '', reason: '', passed: [] }

/** Returns what is wrong with each field. @param successors who may receive the work now */
export function handoverProblems(
  { to, reason }: HandoverDraft,
  asked: boolean,
  successors: readonly string[],
  { own, t }: { own: typeof handoverWords; t: Words }
) {
  return {
    to: asked && !successors.includes(to) ? own.toMissing : '',
    reason: wordsProblem(reason, handoverLimits.reason, '', t)
  }
}
