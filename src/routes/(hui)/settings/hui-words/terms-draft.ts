import { huiTerms, termLimit, type TermsForm } from '#lib/app/hui/hui-terms.ts'
import type { Words } from '#lib/i18n/words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

const eachTerm = (of: (term: keyof TermsForm) => string) =>
  Object.fromEntries(huiTerms.map((term) => [term, of(term)])) as TermsForm

/** Starts with the terms that stand. */
export const termsDraft = (chosen: Partial<Record<keyof TermsForm, string | undefined>>) =>
  eachTerm((term) => chosen[term] ?? '')

/** Returns what is wrong with each term; none is missing, because an empty one means the usual term. */
export const termsProblems = (draft: TermsForm, t: Words) =>
  eachTerm((term) => wordsProblem(draft[term], termLimit, '', t))
