import { huiLimits } from '#lib/domain/hui/facts.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { bids, counts, days, oddSearches, shares, sums, words } from './odd.ts'
import { own, type FormRows } from './rows.ts'

const noSum = { what: 'nothing', typed: '', says: hui.money.missing }
/** Where 1.650.000 đ is still owed. */
const owed = [
  ...sums,
  noSum,
  { what: 'none', typed: '0', says: hui.pay.zero },
  { what: 'more than is owed', typed: '1.650.001', says: hui.pay.tooMuch('1.650.000\u00a0đ') }
]

/** The forms of hụi. */
export const huiForms = {
  person: {
    files: ['(hui)/hui/person/PersonForm.svelte'],
    fields: [
      own(hui.person.name, 'name', huiLimits.name, hui.person.nameMissing),
      own(hui.person.knownAs, 'knownAs', huiLimits.name),
      own(hui.person.khmer, 'khmer', huiLimits.name),
      own(hui.person.hamlet, 'hamlet', huiLimits.hamlet)
    ]
  },
  line: {
    files: ['(hui)/hui/new/LineForm.svelte', '(hui)/hui/new/PersonChoice.svelte'],
    fields: [
      own(hui.form.code, 'code', huiLimits.code, hui.form.codeMissing),
      {
        label: hui.form.face,
        refused: [...sums, { what: 'a face too small', typed: '999', says: hui.form.faceSmall }]
      },
      { label: hui.form.startsOn, refused: days(hui.form.dayMissing) },
      { label: hui.form.commissionAmount, refused: [...sums, noSum] },
      { label: hui.form.commissionShare, refused: shares },
      {
        label: hui.person.find(hui.part(3)),
        refused: [
          { what: 'a name that was not picked', typed: 'Sà Mol', says: hui.form.notAdded('Sà Mol') },
          ...words(huiLimits.name).filter(({ what }) => what.includes('character'))
        ]
      }
    ]
  },
  round: {
    files: ['(hui)/hui/[id]/round/RoundForm.svelte', '(hui)/hui/[id]/round/Bids.svelte'],
    fields: [
      { label: hui.round.bid, refused: bids },
      { label: hui.round.on, refused: days(hui.form.dayMissing, hui.round.future) }
    ]
  },
  pay: {
    files: ['(hui)/hui/[id]/pay/OtherAmount.svelte', '(hui)/hui/[id]/pay/+page.svelte'],
    fields: [{ label: hui.pay.amount(1), refused: owed }]
  },
  advance: {
    files: ['(hui)/hui/[id]/pay/OtherAmount.svelte'],
    fields: [{ label: hui.pay.advanceOf(1), refused: owed }]
  },
  reverse: {
    files: ['(hui)/hui/ReverseForm.svelte'],
    fields: [{ label: hui.entries.reason, refused: words(huiLimits.reason, hui.entries.reasonMissing) }]
  },
  stop: {
    files: ['(hui)/hui/[id]/stop/StopForm.svelte'],
    fields: [
      { label: hui.stop.reason, refused: words(huiLimits.reason, hui.stop.reasonMissing) },
      { label: hui.stop.on, refused: days(hui.form.dayMissing, hui.round.future) }
    ]
  },
  collapse: {
    files: ['(hui)/hui/person/[id]/collapse/CollapseForm.svelte'],
    fields: [
      own(hui.collapse.gist, 'gist', huiLimits.reason, hui.collapse.gistMissing, true),
      { label: hui.collapse.on, refused: days(hui.form.dayMissing, hui.round.future) }
    ]
  },
  claim: {
    files: ['(hui)/hui/collapse/[id]/claim/ClaimForm.svelte'],
    fields: [
      { label: hui.collapse.numberField, refused: counts },
      { label: hui.collapse.partsField, refused: counts },
      { label: hui.collapse.amount, refused: [...sums, noSum] },
      {
        label: hui.person.find(hui.collapse.claimant),
        refused: [
          { what: 'nobody', typed: '', says: hui.collapse.claimantMissing },
          ...words(huiLimits.name).filter(({ what }) => what.includes('character'))
        ]
      }
    ]
  },
  search: {
    files: ['(hui)/hui/List.svelte'],
    fields: [
      { label: hui.search, refused: oddSearches.map((typed) => ({ what: typed, typed, says: hui.notFound })) }
    ]
  }
} as const satisfies Record<string, FormRows>
