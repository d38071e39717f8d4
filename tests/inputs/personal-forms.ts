import { personalLimits } from '#lib/domain/personal/facts.ts'
import { privateBook as t } from '#lib/i18n/personal/private-vi.ts'
import { processing } from '#lib/i18n/personal/processing-vi.ts'
import { days, words } from './odd.ts'
import { own, type FormRows } from './rows.ts'

/** The forms about personal data. */
export const personalForms = {
  privateEntry: {
    files: ['(personal)/private/[about]/[id]/DetailScreen.svelte'],
    // A contact, which is somebody's words; of the other kinds detail-draft.test.ts has the rows.
    fields: [own(t.value, 'value', personalLimits.short, t.missing)]
  },
  request: {
    files: ['(personal)/settings/personal/new/+page.svelte'],
    fields: [
      own(processing.from, 'from', personalLimits.short, processing.fromMissing),
      own(processing.text, 'text', personalLimits.text, '', true),
      { label: processing.receivedOn, refused: days(processing.day, processing.future) }
    ]
  },
  requestAnswer: {
    files: ['(personal)/settings/personal/AnswerForm.svelte'],
    fields: [{ label: processing.said, refused: words(personalLimits.text, processing.saidMissing) }]
  }
} as const satisfies Record<string, FormRows>
