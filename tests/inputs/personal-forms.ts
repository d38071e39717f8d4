import { personalLimits } from '#lib/domain/personal/facts.ts'
import { privateBook as t } from '#lib/i18n/personal/private-vi.ts'
import { own, type FormRows } from './rows.ts'

/** The forms about personal data. */
export const personalForms = {
  privateEntry: {
    files: ['(personal)/private/[about]/[id]/DetailScreen.svelte'],
    // A contact, which is somebody's words; of the other kinds detail-draft.test.ts has the rows.
    fields: [own(t.value, 'value', personalLimits.short, t.missing)]
  }
} as const satisfies Record<string, FormRows>
