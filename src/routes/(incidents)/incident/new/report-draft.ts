import { incidentLimits, type ReportForm } from '#lib/app/incidents/incident-store.svelte.ts'
import type { incidentWords } from '#lib/i18n/incidents/incidents.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

/** The draft of a report. Pictures are only in memory; their number outlives them, so that a loss is reported. */
export interface ReportDraft extends ReportForm {
  photos: number
}

export const emptyReport: ReportDraft = { category: '', text: '', place: '', position: null, photos: 0 }

/** Returns what is wrong with each field; each caption's problem is shown at its picture. */
export function reportProblems(
  { category, text, place }: ReportForm,
  captions: readonly string[],
  asked: boolean,
  t: typeof incidentWords
) {
  const { form } = t.incidents
  return {
    category: asked && category === '' ? form.categoryMissing : '',
    text: wordsProblem(text, incidentLimits.text, asked ? form.textMissing : '', t),
    place: wordsProblem(place, incidentLimits.place, '', t),
    captions: captions.some((caption) => wordsProblem(caption, incidentLimits.caption, '', t))
  }
}
