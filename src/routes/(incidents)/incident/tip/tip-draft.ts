import {
  incidentLimits,
  type Category,
  type TipForm,
  type TipSource,
  type Triage
} from '#lib/app/incidents/incident-store.svelte.ts'
import type { incidentWords } from '#lib/i18n/incidents/incidents.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

/** The draft of a tip; `photos` as in `ReportDraft`. */
export interface TipDraft extends TipForm {
  photos: number
}

export const emptyTip: TipDraft = {
  photos: 0,
  source: '',
  triage: '',
  category: '',
  text: '',
  place: '',
  position: null
}

/** Returns the tip that a form without problems stands for. */
export const tipOf = (draft: TipForm) => ({
  ...draft,
  source: draft.source as TipSource,
  triage: draft.triage as Triage,
  category: draft.category as Category
})

/** Returns what is wrong with each field of a tip; each caption's problem is shown at its picture. */
export function tipProblems(
  draft: TipForm,
  captions: readonly string[],
  asked: boolean,
  t: typeof incidentWords
) {
  const { form, tips } = t.incidents
  const { source, triage, category, text, place } = draft
  return {
    source: asked && source === '' ? tips.form.sourceMissing : '',
    text: wordsProblem(text, incidentLimits.text, asked ? tips.form.textMissing : '', t),
    triage: asked && triage === '' ? tips.form.triageMissing : '',
    category: asked && category === '' ? form.categoryMissing : '',
    place: wordsProblem(place, incidentLimits.place, '', t),
    captions: captions.some((caption) => wordsProblem(caption, incidentLimits.caption, '', t))
  }
}
