import * as v from 'valibot'
import { fact } from '../../fact.ts'
import { police } from '../../roles.ts'
import { count, day, freeText, id, slug } from '../../shapes.ts'
import { dong, huiLimits, maxParts } from './amounts.ts'
import { lunarDay, periods } from './periods.ts'
import { naming, told } from './told.ts'

/**
 * How far a group has come: its host was found in a survey (khảo sát), has signed a commitment (cam kết), has made a Zalo
 * group (có nhóm), or has stopped (ngừng).
 */
export const groupStatuses = ['surveyed', 'committed', 'active', 'stopped'] as const
export type GroupStatus = (typeof groupStatuses)[number]

/** Whom an official in the group works for: the commune's police, or its People's Committee. */
export const officialRoles = ['police', 'committee'] as const
export type OfficialRole = (typeof officialRoles)[number]

/** The assets that a line without money is played for. No sum is made of it: interest follows the Civil Code, Điều 471. */
export const assetKinds = ['gold', 'rice'] as const
export type AssetKind = (typeof assetKinds)[number]

/** Longest texts, in UTF-16 units, and the highest numbers. */
export const groupLimits = {
  zalo: 80,
  official: huiLimits.name,
  reference: 200,
  gist: 500,
  asset: 300,
  reminder: 1000,
  reason: huiLimits.reason,
  lines: 99,
  members: 9999
} as const

const group = { stream: 'group', writers: police } as const
const heardInGroup = { ...group, names: naming(undefined, 'in-group') }
const members = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(groupLimits.members))

/**
 * Registers a host and her group as one row, before anybody knows a member or a sum; `host` is a `person/<id>` id. `zalo`:
 * the name of the Zalo group, once there is one. `lines`, `n`, `face`: number of her lines, and parts and face of one, as
 * far as she says them. `period` and `startsOn` tell when rounds are, while no line of hers is in the book. The latest
 * registration replaces the earlier ones, but for the host.
 */
export const GroupRegistered = fact(
  'hui.group-registered',
  { ...group, names: naming<{ host: string }>(({ host }) => [host], 'in-group') },
  v.pipe(
    v.strictObject({
      ...told,
      host: id,
      zalo: v.optional(freeText(groupLimits.zalo)),
      since: day,
      members,
      lines: v.optional(v.pipe(count, v.maxValue(groupLimits.lines))),
      n: v.optional(v.pipe(count, v.minValue(2), v.maxValue(maxParts))),
      face: v.optional(v.pipe(dong, v.minValue(1_000))),
      period: v.optional(v.picklist(periods)),
      startsOn: v.optional(day),
      /** Kept where the first round was agreed by the lunar calendar. */
      lunar: v.optional(lunarDay)
    }),
    v.check(({ period, startsOn }) => (period === undefined) === (startsOn === undefined)),
    v.check(({ lunar, startsOn }) => lunar === undefined || startsOn !== undefined),
    v.check(({ on, since }) => since <= on)
  )
)

/** An official of the unit, by account, or by name where they have none. */
const official = v.union([
  v.strictObject({ account: slug }),
  v.strictObject({ name: freeText(groupLimits.official) })
])
export type Official = v.InferOutput<typeof official>

const seat = { on: day, official, role: v.picklist(officialRoles) }

/** Records that an official has come into the group. */
export const OfficialSeated = fact('hui.official-seated', group, v.strictObject(seat))

/** Records that an official has left the group. */
export const OfficialLeft = fact('hui.official-left', group, v.strictObject(seat))

/** Records that the host signed the commitment; `reference`: where the paper lies. */
export const CommitmentSigned = fact(
  'hui.commitment-signed',
  heardInGroup,
  v.strictObject({ ...told, reference: v.optional(freeText(groupLimits.reference)) })
)

/** Records what the host told the group of a round (báo kỳ). `line`: a line of the book, or its code as she says it. */
export const GroupReported = fact(
  'hui.group-reported',
  heardInGroup,
  v.strictObject({
    ...told,
    line: v.optional(v.union([v.strictObject({ id }), v.strictObject({ code: freeText(huiLimits.code) })])),
    k: v.optional(v.pipe(count, v.maxValue(maxParts))),
    gist: freeText(groupLimits.gist)
  })
)

/** Sets how far the group has come. */
export const GroupStatusSet = fact(
  'hui.group-status-set',
  group,
  v.strictObject({
    on: day,
    status: v.picklist(groupStatuses),
    reason: v.optional(freeText(groupLimits.reason))
  })
)

/** Notes a line that is played for gold or rice, in words: nothing is computed from it. */
export const AssetLineNoted = fact(
  'hui.asset-line-noted',
  heardInGroup,
  v.strictObject({ ...told, what: v.picklist(assetKinds), text: freeText(groupLimits.asset) })
)

/** Records that the host was asked to report the round of that day, and the words in which she was. */
export const HostReminded = fact(
  'hui.host-reminded',
  group,
  v.strictObject({ on: day, round: day, text: freeText(groupLimits.reminder) })
)

/** Links a tip to the group that it is about; `on`: the day on which it was received. */
export const TipLinked = fact('hui.tip-linked', group, v.strictObject({ on: day, incident: id }))

/** Records "ghi sửa (giữ bản cũ)": reverses a record of this group that was written by mistake. */
export const GroupEntryReversed = fact(
  'hui.group-entry-reversed',
  group,
  v.strictObject({ entry: id, reason: freeText(groupLimits.reason) })
)

/** The types of a group's stream. */
export const groupFactTypes = [
  GroupRegistered,
  OfficialSeated,
  OfficialLeft,
  CommitmentSigned,
  GroupReported,
  GroupStatusSet,
  AssetLineNoted,
  HostReminded,
  TipLinked,
  GroupEntryReversed
] as const
