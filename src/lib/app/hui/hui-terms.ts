import { huiTerms, type HuiTerm } from '#lib/domain/directory/facts.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Outcome } from '../notebook/record.ts'
import { isVisible, cleanText } from '../notebook/clean-text.ts'

export { huiTerms }

/** Maximum length of a term, UTF-16 units. */
export const termLimit = 40

/** A unit's terms as the form holds them; '' stands for the usual term. */
export type TermsForm = Record<HuiTerm, string>

/** Returns the terms the form chooses, as they are recorded. */
export function chosenIn(form: TermsForm): Partial<TermsForm> {
  const words = huiTerms.map((term) => [term, cleanText(form[term])] as const)
  return Object.fromEntries(words.filter(([, word]) => isVisible(word)))
}

/** Records the unit's own terms for everybody; an empty one becomes the usual term again. */
export function chooseTerms(notebook: Notebook, form: TermsForm): Promise<Outcome> {
  return notebook.record({
    unit: notebook.unit,
    book: 'directory',
    stream: `unit/${notebook.unit}`,
    type: 'directory.hui-words-chosen',
    body: { words: chosenIn(form) }
  })
}
