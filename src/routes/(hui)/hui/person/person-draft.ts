import { huiLimits, type Person, type PersonForm } from '#lib/app/hui/hui-book.svelte.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

/** Starts with what is known of the person, if anything. */
export function personDraft(known: Person | undefined): PersonForm {
  const { name = '', knownAs = '', khmer = '', hamlet = '' } = known ?? {}
  return { name, knownAs, khmer, agreed: khmer ? 'yes' : '', hamlet }
}

/** Tells whether the person is to be asked: a name in another script is kept for nobody who does not want it. */
export const asksConsent = ({ khmer }: Pick<PersonForm, 'khmer'>): boolean => khmer.trim() !== ''

/** Returns what is wrong with each field; only the name may not be missing. */
export function personProblems(draft: PersonForm, asked: boolean, t: HuiWords) {
  return {
    name: wordsProblem(draft.name, huiLimits.name, asked ? t.hui.person.nameMissing : '', t),
    knownAs: wordsProblem(draft.knownAs, huiLimits.name, '', t),
    khmer: wordsProblem(draft.khmer, huiLimits.name, '', t),
    agreed: asked && asksConsent(draft) && draft.agreed === '' ? t.hui.person.khmerConsent.missing : '',
    hamlet: wordsProblem(draft.hamlet, huiLimits.hamlet, '', t)
  }
}
