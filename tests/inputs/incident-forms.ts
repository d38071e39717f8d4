import { incidentLimits } from '#lib/domain/incidents/facts.ts'
import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import { oddSearches, words } from './odd.ts'
import { own, type FormRows } from './rows.ts'

const incidentPage = '(incidents)/incident/[id]'
const place = own(incidents.form.place, 'place', incidentLimits.place)

/** The forms of incidents and tips. */
export const incidentForms = {
  report: {
    files: ['(incidents)/incident/new/ReportForm.svelte', '(incidents)/incident/new/PlaceField.svelte'],
    fields: [own(incidents.form.text, 'text', incidentLimits.text, incidents.form.textMissing, true), place]
  },
  tip: {
    files: ['(incidents)/incident/tip/TipForm.svelte'],
    fields: [
      own(incidents.tips.form.text, 'text', incidentLimits.text, incidents.tips.form.textMissing, true),
      place
    ]
  },
  note: {
    files: [`${incidentPage}/PageForm.svelte`, `${incidentPage}/note/+page.svelte`],
    fields: [own(incidents.form.noteText, 'text', incidentLimits.text, incidents.form.noteMissing, true)]
  },
  stage: {
    files: [`${incidentPage}/StageForm.svelte`],
    fields: [own(incidents.form.reason, 'reason', incidentLimits.reason, incidents.form.reasonMissing, true)]
  },
  close: {
    files: [`${incidentPage}/StageForm.svelte`],
    fields: [
      {
        label: incidents.form.reason,
        refused: words(incidentLimits.reason, incidents.form.reasonMissing)
      }
    ]
  },
  forward: {
    files: [`${incidentPage}/PageForm.svelte`],
    fields: [
      { label: incidents.tips.form.receiver, refused: words(incidentLimits.receiver) },
      { label: incidents.tips.form.reference, refused: words(incidentLimits.reference) }
    ]
  },
  answer: {
    files: [`${incidentPage}/answer/+page.svelte`],
    fields: [own(incidents.tips.form.answerText, 'text', incidentLimits.reason, '', true)]
  },
  incidentSearch: {
    files: ['(incidents)/List.svelte'],
    fields: [
      {
        label: incidents.filters.search,
        refused: oddSearches.map((typed) => ({ what: typed, typed, says: incidents.filters.none }))
      }
    ]
  }
} as const satisfies Record<string, FormRows>
