import {
  groupLimits,
  officialKey,
  type AssetKind,
  type GroupReport,
  type GroupStatus,
  type Official,
  type OfficialRole,
  type StoredHuiGroup,
  type ToldForm
} from '#lib/app/hui/group-register.svelte.ts'
import { huiLimits } from '#lib/app/hui/hui-book.svelte.ts'
import { saidOf, type Provenance } from '#lib/app/hui/sources.ts'
import { cleanText } from '#lib/app/notebook/clean-text.ts'
import { readDong } from '#lib/i18n/amounts.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'
import { numberProblem, partLimits, pastDay, type GroupFormWords } from './registration-draft.ts'

/** The fields that these forms share: the day, and from whom it is known. */
export interface ToldDraft {
  on: string
  source: Provenance
}

export const toldDraft = (on: string, source: Provenance = 'host'): ToldDraft => ({ on, source })

/** Returns what such a form says, without its own fields. */
export const toldOf = ({ on, source }: ToldDraft): ToldForm => ({ on, said: saidOf(source) })

export interface GroupReportDraft extends ToldDraft {
  line: string
  k: string
  gist: string
}

export function groupReportProblems(
  draft: GroupReportDraft,
  asked: boolean,
  today: string,
  { own, t }: GroupFormWords
) {
  return {
    on: pastDay(draft.on, today, own),
    line: wordsProblem(draft.line, huiLimits.code, '', t),
    k: numberProblem(draft.k, 1, partLimits.most, own),
    gist: wordsProblem(draft.gist, groupLimits.gist, asked ? own.gistMissing : '', t)
  }
}

/**
 * Returns the report of a form without problems. A code that is one of the host's lines names that line.
 * @param lines of the host, by id
 */
export function groupReportOf(
  { line, k, gist, ...told }: GroupReportDraft,
  lines: readonly { id: string; code: string }[]
): GroupReport {
  const code = cleanText(line)
  const known = lines.find((one) => one.code.toLowerCase() === code.toLowerCase())
  const named = known ? { id: known.id } : { code }
  const number = readDong(k)
  return {
    ...toldOf(told),
    ...(code && { line: named }),
    ...(number !== null && { k: number }),
    gist
  }
}

export interface CommitmentDraft extends ToldDraft {
  reference: string
}

export const commitmentProblems = (draft: CommitmentDraft, today: string, { own, t }: GroupFormWords) => ({
  on: pastDay(draft.on, today, own),
  reference: wordsProblem(draft.reference, groupLimits.reference, '', t)
})

export interface StatusDraft {
  on: string
  status: GroupStatus | ''
  reason: string
}

export const statusProblems = (
  draft: StatusDraft,
  asked: boolean,
  today: string,
  { own, t }: GroupFormWords
) => ({
  on: pastDay(draft.on, today, own),
  status: asked && draft.status === '' ? own.statusMissing : '',
  reason: wordsProblem(draft.reason, groupLimits.reason, '', t)
})

export interface AssetDraft extends ToldDraft {
  what: AssetKind
  text: string
}

export const assetProblems = (
  draft: AssetDraft,
  asked: boolean,
  today: string,
  { own, t }: GroupFormWords
) => ({
  on: pastDay(draft.on, today, own),
  text: wordsProblem(draft.text, groupLimits.asset, asked ? own.assetMissing : '', t)
})

/** `who`: an account, `other` for a name as it is typed, or the key of a seat for one who leaves; '' while none is chosen. */
export interface SeatDraft {
  on: string
  what: 'seated' | 'left'
  role: OfficialRole
  who: string
  name: string
}

export const otherOfficial = 'other'

export function seatProblems(draft: SeatDraft, asked: boolean, today: string, { own, t }: GroupFormWords) {
  const isNamed = draft.what === 'seated' && draft.who === otherOfficial
  return {
    on: pastDay(draft.on, today, own),
    who: asked && draft.who === '' ? own.seatMissing : '',
    name: isNamed ? wordsProblem(draft.name, groupLimits.official, asked ? own.seatNameMissing : '', t) : ''
  }
}

/** Returns the official whom a form without problems is about. */
export function officialOf(
  { what, who, name, role }: SeatDraft,
  { seats }: Pick<StoredHuiGroup, 'seats'>
): { official: Official; role: OfficialRole } {
  const seat = what === 'left' ? seats.find(({ official }) => officialKey(official) === who) : undefined
  if (seat) return { official: seat.official, role: seat.role }
  return { official: who === otherOfficial ? { name } : { account: who }, role }
}
