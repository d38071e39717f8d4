import { huiTerms, type HuiTerm } from '#lib/domain/directory/facts.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Outcome } from '../notebook/record.ts'
import { isVisible, cleanText } from '../notebook/clean-text.ts'

export { huiTerms }

/** The longest word a term may have, in UTF-16 units. */
export const termLimit = 40

/** A unit's words as a form holds them; '' is the usual one. */
export type TermsForm = Record<HuiTerm, string>

/** The words that a form chooses, as they are recorded. */
export function chosenIn(form: TermsForm): Partial<TermsForm> {
  const words = huiTerms.map((term) => [term, cleanText(form[term])] as const)
  return Object.fromEntries(words.filter(([, word]) => isVisible(word)))
}

/** Chooses the unit's own words for everybody; one left empty is the usual one again. */
export function chooseTerms(notebook: Notebook, form: TermsForm): Promise<Outcome> {
  return notebook.record({
    unit: notebook.unit,
    book: 'directory',
    stream: `unit/${notebook.unit}`,
    type: 'directory.hui-words-chosen',
    body: { words: chosenIn(form) }
  })
}
