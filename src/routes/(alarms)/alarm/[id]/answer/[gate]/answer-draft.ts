import { alarmLimits } from '#lib/app/alarms/alarm-page.svelte.ts'
import type { Words } from '#lib/i18n/words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

/** The words that somebody at a gate adds to an answer. */
export interface AnswerDraft {
  text: string
}

/** Returns what is wrong with the words of an answer; there may be none. */
export function answerProblems({ text }: AnswerDraft, t: Words) {
  return { text: wordsProblem(text, alarmLimits.text, '', t) }
}
