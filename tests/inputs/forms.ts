import { termLimit } from '#lib/app/hui/hui-terms.ts'
import { maxDecisionNumber, maxMayOrder } from '#lib/domain/directory/limits.ts'
import { maxPlate } from '#lib/domain/strangers/facts.ts'
import { maxCommandReason } from '#lib/domain/gates/facts.ts'
import { noteLimits } from '#lib/domain/gates/note.ts'
import { callWords } from '#lib/i18n/settings/contacts.ts'
import { local } from '#lib/i18n/gates/local-network-vi.ts'
import { orders } from '#lib/i18n/gates/commands-vi.ts'
import { decision } from '#lib/i18n/gates/decision/decision-vi.ts'
import { sms } from '#lib/i18n/gates/sms/sms-vi.ts'
import { strangers } from '#lib/i18n/strangers/strangers-vi.ts'
import { termWords } from '#lib/i18n/hui/term-settings.ts'
import { vi } from '#lib/i18n/vi.ts'
import { alarmForms } from './alarm-forms.ts'
import { groupForms } from './group-forms.ts'
import { huiForms } from './hui-forms.ts'
import { incidentForms } from './incident-forms.ts'
import { movementForms } from './movement-forms.ts'
import { noticeForms } from './notice-forms.ts'
import { days, phones, times, words, type Refused } from './odd.ts'
import { personalForms } from './personal-forms.ts'
import { own, type FormRows } from './rows.ts'

/** At an hour of the day. */
const hours: Refused[] = ['', '24:00', '22:60', '220', 'tối', '١٢:٠٠', '9'.repeat(400)].map((typed) => ({
  what: typed.slice(0, 20) || 'nothing',
  typed,
  says: decision.hourWrong
}))

/** Every form there is and what its fields are given; whoever makes a form or finds another oddity adds a row. */
export const forms = {
  signIn: {
    files: ['(access)/SignIn.svelte'],
    fields: [
      {
        label: vi.signIn.account,
        refused: [{ what: 'nothing', typed: ' ', says: vi.signIn.missing.account }]
      },
      {
        label: vi.signIn.password,
        refused: [{ what: 'nothing', typed: '', says: vi.signIn.missing.password }]
      }
    ]
  },
  entry: {
    files: ['(gates)/gate/[id]/write/NoteForm.svelte'],
    fields: [
      own(vi.note.reason, 'reason', noteLimits.reason, vi.note.reasonMissing, true),
      own(vi.note.who, 'who', noteLimits.who, vi.note.whoMissing),
      { label: vi.note.time, refused: times }
    ]
  },
  lock: {
    files: ['(gates)/gate/[id]/lock/LockForm.svelte'],
    // It is sent to a gate and stands in no book by itself.
    fields: [{ label: orders.lock.reason, refused: words(maxCommandReason, orders.lock.reasonMissing) }]
  },
  local: {
    files: ['(gates)/gate/[id]/local/LocalForm.svelte'],
    fields: [
      {
        label: local.address,
        refused: ['cong01', 'https://cong01.vn', 'ws://192.168.1.5:9001', 'wss://', 'wss://a b.vn'].map(
          (typed) => ({ what: 'no such address', typed, says: local.addressWrong })
        )
      }
    ]
  },
  gateModem: {
    files: ['(gates)/gate/[id]/sms/ModemForm.svelte'],
    fields: [{ label: sms.set, refused: phones }]
  },
  gateDecision: {
    files: ['(gates)/gate/[id]/decision/DecisionForm.svelte'],
    fields: [
      { label: decision.number, refused: words(maxDecisionNumber, decision.numberMissing) },
      { label: decision.date, refused: days(decision.dateMissing, decision.future) },
      { label: decision.from, refused: hours },
      { label: decision.to, refused: hours },
      { label: decision.who, refused: words(maxMayOrder, decision.whoMissing) }
    ]
  },
  plate: {
    files: ['(strangers)/strangers/[id]/plate/PlateForm.svelte'],
    fields: [own(strangers.plate, 'plate', maxPlate, strangers.plateMissing)]
  },
  ...alarmForms,
  ...incidentForms,
  ...huiForms,
  ...groupForms,
  ...movementForms,
  ...noticeForms,
  ...personalForms,
  terms: {
    files: ['(hui)/settings/hui-words/TermsForm.svelte'],
    fields: [termWords.labels.part, termWords.labels.host].map((label) => ({
      label,
      refused: words(termLimit)
    }))
  },
  numbers: {
    files: ['(settings)/settings/numbers/NumbersForm.svelte'],
    fields: [
      { label: callWords.policeNumber, refused: phones },
      { label: callWords.committeeNumber, refused: phones }
    ]
  }
} as const satisfies Record<string, FormRows>

export type FormName = keyof typeof forms

/** The searches, by their page. */
export const searches = {
  '/hui': forms.search,
  '/hui/groups': forms.groupSearch,
  '/notices': forms.noticeSearch,
  '/incidents': forms.incidentSearch
} as const
