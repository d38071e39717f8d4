import { maxDong, type Period } from '#lib/app/hui/hui-book.svelte.ts'
import {
  groupLimits,
  type LunarDay,
  type Registration,
  type StoredHuiGroup
} from '#lib/app/hui/group-register.svelte.ts'
import { saidOf, type Provenance } from '#lib/app/hui/sources.ts'
import { grouped, readDong } from '#lib/i18n/amounts.ts'
import type { GroupText } from '#lib/i18n/hui/groups-vi.ts'
import type { Words } from '#lib/i18n/words.ts'
import { isDay, wordsProblem } from '#lib/shell/forms/problems.ts'

/** The unsaved state of a row's form: each number as typed, '' where she did not say. */
export interface RegistrationDraft {
  host: string
  hostQuery: string
  zalo: string
  since: string
  members: string
  lines: string
  n: string
  face: string
  period: Period | ''
  startsOn: string
  /** Whether the day was agreed by the lunar calendar. */
  byLunar: boolean
  source: Provenance
}

/** Starts with the row as last registered, or with nothing. */
export function registrationDraft(group: StoredHuiGroup | undefined, today: string): RegistrationDraft {
  const number = (value: number | null | undefined) => (value ? grouped(String(value)) : '')
  const { schedule } = group ?? {}
  return {
    host: group?.host ?? '',
    hostQuery: '',
    zalo: group?.zalo ?? '',
    since: group?.since ?? today,
    members: group ? grouped(String(group.members)) : '',
    lines: number(group?.lines),
    n: number(group?.n),
    face: number(group?.face),
    period: schedule?.period ?? '',
    startsOn: schedule?.startsOn ?? '',
    byLunar: Boolean(schedule?.lunar),
    source: 'host'
  }
}

/** The fewest and the most parts of a line. */
export const partLimits = { least: 2, most: 200 } as const

/** The words that the checks of the register's forms need. */
export interface GroupFormWords {
  own: GroupText['form']
  t: Words
}

/** Returns the problem of a typed number, '' for none and for an empty field. */
export function numberProblem(text: string, least: number, most: number, own: GroupText['form']): string {
  if (text.trim() === '') return ''
  const value = readDong(text)
  return value === null || value < least || value > most ? own.number(least, most) : ''
}

/** Returns the problem of a day that must not lie after `today`, ISO. */
export function pastDay(on: string, today: string, own: GroupText['form']): string {
  if (!isDay(on)) return own.day
  return on > today ? own.future : ''
}

/** Returns the problem of each field, '' for none; missing ones are told only when `asked`. `today`: ISO day. */
export function registrationProblems(
  draft: RegistrationDraft,
  asked: boolean,
  today: string,
  { own, t }: GroupFormWords
) {
  return {
    host: asked && !draft.host ? own.hostMissing : '',
    zalo: wordsProblem(draft.zalo, groupLimits.zalo, '', t),
    since: pastDay(draft.since, today, own),
    members:
      numberProblem(draft.members, 0, groupLimits.members, own) ||
      (asked && draft.members.trim() === '' ? own.membersMissing : ''),
    lines: numberProblem(draft.lines, 1, groupLimits.lines, own),
    n: numberProblem(draft.n, partLimits.least, partLimits.most, own),
    face: numberProblem(draft.face, 1_000, maxDong, own),
    startsOn: draft.period && !isDay(draft.startsOn) ? own.day : ''
  }
}

/** Returns what a form without problems says on `today`, ISO. */
export function registrationOf(
  draft: RegistrationDraft,
  today: string,
  lunar: LunarDay | null
): Registration {
  const { host, zalo, since, members, period, startsOn, source } = draft
  const numbers = { lines: readDong(draft.lines), n: readDong(draft.n), face: readDong(draft.face) }
  const said = Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== null))
  return {
    on: today,
    said: saidOf(source),
    host,
    zalo,
    since,
    members: readDong(members)!,
    ...said,
    ...(period && { period, startsOn, ...(lunar && { lunar }) })
  }
}
