import { groupLimits } from '#lib/domain/hui/facts/register.ts'
import { huiLimits } from '#lib/domain/hui/facts/amounts.ts'
import { huiGroups as t } from '#lib/i18n/hui/groups-vi.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { days, numbers, oddSearches, words } from './odd.ts'
import { own, type FormRows } from './rows.ts'

const { form } = t
const numbered = (least: number, most: number) => [
  ...numbers(form.number(least, most), form.number(least, most)),
  ...[least - 1, most + 1]
    .filter((value) => value >= 0)
    .map((value) => ({ what: `${value}`, typed: String(value), says: form.number(least, most) }))
]
const pastDays = { label: form.on, refused: days(form.day, form.future) }

/** The forms of the register of hụi groups. */
export const groupForms = {
  huiGroup: {
    files: ['(hui)/hui/groups/GroupForm.svelte'],
    fields: [
      { label: form.zalo, refused: words(groupLimits.zalo) },
      { label: form.since, refused: days(form.day, form.future) },
      {
        label: form.members,
        refused: [
          ...numbered(0, groupLimits.members),
          { what: 'nothing', typed: '', says: form.membersMissing }
        ]
      },
      { label: form.lines, refused: numbered(1, groupLimits.lines) },
      { label: form.n, refused: numbered(2, 200) },
      { label: form.face, refused: numbered(1_000, 20_000_000_000) },
      { label: form.startsOn, refused: days(form.day) }
    ]
  },
  huiGroupHost: {
    files: ['(hui)/hui/groups/GroupForm.svelte'],
    fields: [
      {
        label: hui.person.find(t.host),
        refused: [
          { what: 'nobody', typed: '', says: form.hostMissing },
          ...words(huiLimits.name).filter(({ what }) => what.includes('character'))
        ]
      }
    ]
  },
  huiReport: {
    files: ['(hui)/hui/groups/[id]/report/ReportForm.svelte'],
    fields: [
      own(form.gist, 'gist', groupLimits.gist, form.gistMissing, true),
      pastDays,
      { label: form.line, refused: words(huiLimits.code) },
      { label: form.k, refused: numbered(1, 200) }
    ]
  },
  huiCommitment: {
    files: ['(hui)/hui/groups/[id]/commitment/CommitmentForm.svelte'],
    fields: [own(form.reference, 'reference', groupLimits.reference), pastDays]
  },
  huiStatus: {
    files: ['(hui)/hui/groups/[id]/status/StatusForm.svelte'],
    fields: [own(form.reason, 'reason', groupLimits.reason, '', true), pastDays]
  },
  huiSeat: {
    files: ['(hui)/hui/groups/[id]/seat/SeatForm.svelte'],
    fields: [{ label: form.seatName, refused: words(groupLimits.official, form.seatNameMissing) }, pastDays]
  },
  huiAsset: {
    files: ['(hui)/hui/groups/[id]/asset/AssetForm.svelte'],
    fields: [own(form.assetText, 'text', groupLimits.asset, form.assetMissing, true), pastDays]
  },
  groupSearch: {
    files: ['(hui)/hui/groups/+page.svelte'],
    fields: [
      { label: t.search, refused: oddSearches.map((typed) => ({ what: typed, typed, says: t.notFound })) },
      {
        label: t.asOf,
        refused: days('', form.future)
          .filter(({ typed }) => typed !== '')
          .map((row) => ({ ...row, says: form.future }))
      }
    ]
  }
} as const satisfies Record<string, FormRows>
