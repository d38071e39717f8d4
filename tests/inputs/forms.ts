import { noteLimits } from '#lib/domain/gates/note.ts'
import { huiLimits } from '#lib/domain/hui/facts.ts'
import { incidentLimits } from '#lib/domain/incidents/facts.ts'
import { callWords } from '#lib/i18n/calls.ts'
import { huiVi as hui } from '#lib/i18n/hui-vi.ts'
import { incidents } from '#lib/i18n/incidents-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import {
  bids,
  days,
  keptWords,
  oddSearches,
  phones,
  sums,
  times,
  words,
  type Kept,
  type Refused
} from './odd.ts'

export interface FieldRows {
  label: string
  /** Nothing is recorded, the sentence stands at the field, and every character stays. */
  refused: readonly Refused[]
  /** Recorded, in the body's `key`. */
  kept?: { key: string; rows: readonly Kept[] }
}

export interface FormRows {
  /** The components under `src/routes` that draw its fields. */
  files: readonly string[]
  fields: readonly FieldRows[]
}

const incidentPage = '(incidents)/incident/[id]'
const place: FieldRows = {
  label: incidents.form.place,
  refused: words(incidentLimits.place),
  kept: { key: 'place', rows: keptWords(incidentLimits.place) }
}
const own = (label: string, key: string, max: number, missing = '', many = false): FieldRows => ({
  label,
  refused: words(max, missing),
  kept: { key, rows: keptWords(max, many) }
})

/** Every form there is and what its fields are given; whoever makes a form or finds another oddity adds a row. */
export const forms = {
  signIn: {
    files: ['_access/SignIn.svelte'],
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
  answer: {
    files: [`${incidentPage}/answer/+page.svelte`],
    fields: [own(incidents.tips.form.answerText, 'text', incidentLimits.reason, '', true)]
  },
  person: {
    files: ['hui/person/PersonForm.svelte'],
    fields: [
      own(hui.person.name, 'name', huiLimits.name, hui.person.nameMissing),
      own(hui.person.knownAs, 'knownAs', huiLimits.name),
      own(hui.person.khmer, 'khmer', huiLimits.name),
      own(hui.person.hamlet, 'hamlet', huiLimits.hamlet)
    ]
  },
  line: {
    files: ['hui/new/LineForm.svelte', 'hui/new/PersonChoice.svelte'],
    fields: [
      own(hui.form.code, 'code', huiLimits.code, hui.form.codeMissing),
      {
        label: hui.form.face,
        refused: [...sums, { what: 'a face too small', typed: '999', says: hui.form.faceSmall }]
      },
      { label: hui.form.startsOn, refused: days(hui.form.dayMissing) }
    ]
  },
  round: {
    files: ['hui/[id]/round/RoundForm.svelte', 'hui/[id]/round/Bids.svelte'],
    fields: [
      { label: hui.round.bid, refused: bids },
      {
        label: hui.round.on,
        refused: [
          { what: 'a day to come', typed: '2099-01-01', says: hui.round.future },
          ...days(hui.form.dayMissing)
        ]
      }
    ]
  },
  pay: {
    files: ['hui/[id]/pay/OtherAmount.svelte', 'hui/[id]/pay/+page.svelte'],
    fields: [
      {
        label: hui.pay.amount(1),
        refused: [
          ...sums,
          { what: 'nothing', typed: '', says: hui.money.missing },
          { what: 'none', typed: '0', says: hui.pay.zero },
          { what: 'more than is owed', typed: '1.650.001', says: hui.pay.tooMuch('1.650.000\u00a0đ') }
        ]
      }
    ]
  },
  reverse: {
    files: ['hui/ReverseForm.svelte'],
    fields: [{ label: hui.entries.reason, refused: words(huiLimits.reason, hui.entries.reasonMissing) }]
  },
  stop: {
    files: ['hui/[id]/stop/StopForm.svelte'],
    fields: [
      { label: hui.stop.reason, refused: words(huiLimits.reason, hui.stop.reasonMissing) },
      {
        label: hui.stop.on,
        refused: [
          { what: 'a day to come', typed: '2099-01-01', says: hui.round.future },
          ...days(hui.form.dayMissing)
        ]
      }
    ]
  },
  numbers: {
    files: ['settings/numbers/NumbersForm.svelte'],
    fields: [
      { label: callWords('vi').policeNumber, refused: phones },
      { label: callWords('vi').committeeNumber, refused: phones }
    ]
  },
  search: {
    files: ['hui/List.svelte'],
    fields: [
      { label: hui.search, refused: oddSearches.map((typed) => ({ what: typed, typed, says: hui.notFound })) }
    ]
  }
} as const satisfies Record<string, FormRows>

export type FormName = keyof typeof forms
