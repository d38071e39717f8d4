import {
  movementLimits,
  type Field,
  type GroupEntry,
  type StoredGroup,
  type GroupKind,
  type StoredModel,
  type Precision
} from '#lib/app/movement/movement-store.svelte.ts'
import { grouped, readDong } from '#lib/i18n/amounts.ts'
import { dayText, type MovementWords } from '#lib/i18n/movement/movement-words.ts'
import { isDay, wordsProblem } from '#lib/shell/forms/problems.ts'

/** The unsaved state of a model's form; '' where nothing is chosen. */
export interface ModelDraft {
  name: string
  field: Field
  since: string
  until: string
  place: string
}

export function modelDraft(model: StoredModel | null): ModelDraft {
  const { name = '', field = 'security', since = '', until = '', place = '' } = model ?? {}
  // A date field cannot show a month alone; left empty, the recorded month is kept.
  return { name, field, since: isMonth(since) ? '' : since, until, place }
}

const isMonth = (since: string) => since.length === '2022-11'.length

/** Returns the start to record: the chosen day, otherwise the month recorded before. */
export const sinceOf = (draft: ModelDraft, model: StoredModel | null) =>
  draft.since || (model && isMonth(model.since) ? model.since : '')

/** Returns the hint beside a date field that cannot show a month: "Đã ghi tháng 11/2022 …". */
export const sinceHint = (model: StoredModel | null, { movement: t }: MovementWords) =>
  model && isMonth(model.since) ? t.form.sinceKept(dayText(model.since)) : ''

/** Returns the problem of each field, '' for none; missing fields are reported only when `asked`. `today`: ISO day. */
export function modelProblems(
  draft: ModelDraft,
  since: string,
  asked: boolean,
  today: string,
  t: MovementWords
) {
  const { form } = t.movement
  const { name, place } = movementLimits
  return {
    name: wordsProblem(draft.name, name, asked ? form.nameMissing : '', t),
    since: isMonth(since) ? '' : dayProblem(since, asked, today, form.sinceMissing, form.future),
    until: !draft.until
      ? ''
      : !isDay(draft.until)
        ? form.dayMissing
        : draft.until < since
          ? form.untilBefore
          : '',
    place: wordsProblem(draft.place, place, '', t)
  }
}

/** The unsaved state of a count's form. */
export interface GroupDraft {
  kind: GroupKind
  name: string
  groups: string
  members: string
  precision: Precision
  asOf: string
}

/** Starts a new count from the current one, dated `today`. */
export function groupDraft(group: StoredGroup | null, today: string): GroupDraft {
  if (!group) return { kind: 'group', name: '', groups: '1', members: '', precision: 'exact', asOf: today }
  const { kind, name, groups, members } = group
  return {
    kind,
    name,
    groups: grouped(String(groups)),
    members: grouped(String(members.value)),
    precision: members.precision,
    asOf: today
  }
}

/** Returns the count that a form without problems stands for. */
export function groupEntry({ kind, name, groups, members, precision, asOf }: GroupDraft): GroupEntry {
  const count = { value: readDong(members)!, precision }
  return { kind, name, groups: readDong(groups)!, members: count, asOf }
}

/** Returns the problem of each field, '' for none; missing fields are reported only when `asked`. `today`: ISO day. */
export function groupProblems(draft: GroupDraft, asked: boolean, today: string, t: MovementWords) {
  const { form } = t.movement
  const number = (text: string) => {
    if (text.trim() === '') return asked ? form.number : ''
    const value = readDong(text)
    return value === null ? form.number : value > movementLimits.number ? form.tooMany : ''
  }
  return {
    name: wordsProblem(draft.name, movementLimits.name, asked ? form.groupMissing : '', t),
    groups: number(draft.groups),
    members: number(draft.members),
    asOf: dayProblem(draft.asOf, asked, today, form.dayMissing, form.future)
  }
}

function dayProblem(day: string, asked: boolean, today: string, missing: string, future: string): string {
  if (day === '') return asked ? missing : ''
  if (!isDay(day)) return missing
  return day > today ? future : ''
}
