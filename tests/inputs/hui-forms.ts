import { huiLimits } from '#lib/domain/hui/facts/amounts.ts'
import { lotLimits } from '#lib/domain/hui/facts/lots.ts'
import { remarks } from '#lib/i18n/hui/remarks/remarks-vi.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { bids, claimed, counts, days, oddSearches, shares, sums, words } from './odd.ts'
import { own, type FormRows } from './rows.ts'

const noSum = { what: 'nothing', typed: '', says: hui.money.missing }
/** Rows of money that somebody paid: above what is owed it is credit. */
const paid = [...sums, noSum, { what: 'none', typed: '0', says: hui.pay.zero }]
/** Rows of money that the host puts in, where 1.650.000 đ is still owed. */
const covered = [
  ...paid,
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
    files: [
      '(hui)/hui/new/LineForm.svelte',
      '(hui)/hui/new/LineFields.svelte',
      '(hui)/hui/new/PersonChoice.svelte'
    ],
    fields: [
      own(hui.form.code, 'code', huiLimits.code, hui.form.codeMissing),
      {
        label: hui.form.face,
        refused: [...sums, { what: 'a face too small', typed: '999', says: hui.form.faceSmall }]
      },
      { label: hui.form.fixedBid, refused: [...sums, noSum] },
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
  amend: {
    files: ['(hui)/hui/[id]/amend/AmendForm.svelte'],
    fields: [{ label: hui.amend.reason, refused: words(huiLimits.reason, hui.amend.reasonMissing) }]
  },
  transfer: {
    files: ['(hui)/hui/[id]/transfer/TransferForm.svelte'],
    fields: [{ label: hui.transfer.price, refused: [...sums, noSum] }]
  },
  members: {
    files: ['(hui)/hui/[id]/members/MemberForm.svelte', '(hui)/hui/[id]/members/GuaranteeFields.svelte'],
    fields: [
      { label: hui.members.sums.amount, refused: [...sums, noSum] },
      { label: hui.members.guarantee.until, refused: days(hui.form.dayMissing) }
    ]
  },
  round: {
    files: ['(hui)/hui/[id]/round/RoundForm.svelte', '(hui)/hui/[id]/round/Bids.svelte'],
    fields: [
      { label: hui.round.bid, refused: bids },
      { label: hui.round.on, refused: days(hui.form.dayMissing, hui.round.future) }
    ]
  },
  roundLot: {
    files: ['(hui)/hui/[id]/round/LotFields.svelte'],
    fields: [
      { label: hui.round.lots.slips, refused: words(lotLimits.slips) },
      { label: hui.round.lots.words, refused: words(lotLimits.words, hui.round.lots.wordsMissing) },
      { label: hui.round.lots.seed, refused: words(lotLimits.seed, hui.round.lots.seedMissing) },
      {
        label: hui.round.lots.commit,
        refused: ['', 'a1b2', 'g'.repeat(64), '0'.repeat(65)].map((typed) => ({
          what: typed.slice(0, 8) || 'nothing',
          typed,
          says: hui.round.lots.commitWrong
        }))
      }
    ]
  },
  pay: {
    files: ['(hui)/hui/[id]/pay/OtherAmount.svelte', '(hui)/hui/[id]/pay/+page.svelte'],
    fields: [{ label: hui.pay.amount(1), refused: paid }]
  },
  cover: {
    files: ['(hui)/hui/[id]/pay/OtherAmount.svelte'],
    fields: [{ label: hui.pay.coverOf(1), refused: covered }]
  },
  ahead: {
    files: ['(hui)/hui/[id]/pay/AheadForm.svelte'],
    fields: [{ label: hui.pay.aheadAmount, refused: paid }]
  },
  reverse: {
    files: ['(hui)/hui/ReasonForm.svelte'],
    fields: [
      { label: hui.entries.reverse.reason, refused: words(huiLimits.reason, hui.entries.reasonMissing) }
    ]
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
      { label: hui.collapse.amount, refused: [...claimed, noSum] },
      {
        label: hui.person.find(hui.collapse.claimant),
        refused: [
          { what: 'nobody', typed: '', says: hui.collapse.claimantMissing },
          ...words(huiLimits.name).filter(({ what }) => what.includes('character'))
        ]
      }
    ]
  },
  remarkSame: {
    files: ['(hui)/hui/person/[id]/remarks/[kind]/RemarkForm.svelte'],
    // Once recorded, the same two are one already.
    fields: [{ label: remarks.same.reason, refused: words(huiLimits.reason, remarks.same.reasonMissing) }]
  },
  remarkStatement: {
    files: ['(hui)/hui/person/[id]/remarks/[kind]/RemarkForm.svelte'],
    fields: [
      { label: remarks.statement.amount, refused: sums },
      own(remarks.note, 'note', huiLimits.reason, '', true)
    ]
  },
  search: {
    files: ['(hui)/hui/List.svelte'],
    fields: [
      { label: hui.search, refused: oddSearches.map((typed) => ({ what: typed, typed, says: hui.notFound })) }
    ]
  }
} as const satisfies Record<string, FormRows>
