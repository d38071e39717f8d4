import { huiLimits } from '#lib/app/hui/hui-book.svelte.ts'
import type { ReviewOutcome } from '#lib/app/hui/host-signs.ts'
import type { Provenance } from '#lib/app/hui/sources.ts'
import type { SignText } from '#lib/i18n/hui/signs/signs-vi.ts'
import type { Words } from '#lib/i18n/words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

/** A look at a sign as its form holds it. */
export interface ReviewDraft {
  source: Provenance
  outcome: ReviewOutcome | ''
  note: string
}

/** Returns what is wrong with it. @param asked whether somebody has tried to save */
export function reviewProblems(
  { outcome, note }: ReviewDraft,
  asked: boolean,
  { own, t }: { own: Pick<SignText, 'outcomeMissing'>; t: Words }
) {
  return {
    outcome: asked && outcome === '' ? own.outcomeMissing : '',
    note: wordsProblem(note, huiLimits.reason, '', t)
  }
}
