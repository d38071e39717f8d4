import type { Words } from '#lib/i18n/words.ts'
import { wordsProblem } from './problems.ts'

/** A form that only asks for a reason. */
export interface ReasonDraft {
  reason: string
}

/**
 * Returns what is wrong with the reason.
 * @param max length, UTF-16 units
 * @param missing the sentence for an empty reason
 */
export function reasonProblems(
  { reason }: ReasonDraft,
  asked: boolean,
  { max, missing }: { max: number; missing: string },
  t: Words
) {
  return { reason: wordsProblem(reason, max, asked ? missing : '', t) }
}
