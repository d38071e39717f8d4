import { decisionLimits, typedHour, type GateDecisionForm } from '#lib/app/gates/decision/gate-decisions.ts'
import type { GateDecisionWords } from '#lib/i18n/gates/decision/decision-vi.ts'
import type { Words } from '#lib/i18n/words.ts'
import { isDay, wordsProblem } from '#lib/shell/forms/problems.ts'

/** Puts the colon between four digits that were typed in one go, as on a keypad without it: `2200` becomes `22:00`. */
export const withColon = (text: string) => text.replace(/^(\d\d)(\d\d)$/, '$1:$2')

/** Returns what is wrong with each field. @param today ISO: a decision is not signed after it */
export function decisionProblems(
  { number, date, from, to, mayOrder }: GateDecisionForm,
  asked: boolean,
  today: string,
  { d, t }: { d: GateDecisionWords; t: Words }
) {
  const [closes, opens] = [typedHour(from), typedHour(to)]
  const dayProblem = isDay(date) ? (date > today ? d.future : '') : d.dateMissing
  const untilProblem = opens ? (opens === closes ? d.sameHour : '') : d.hourWrong
  return {
    number: wordsProblem(number, decisionLimits.number, asked ? d.numberMissing : '', t),
    date: asked ? dayProblem : '',
    from: asked && !closes ? d.hourWrong : '',
    to: asked ? untilProblem : '',
    mayOrder: wordsProblem(mayOrder, decisionLimits.mayOrder, asked ? d.whoMissing : '', t)
  }
}
