import {
  contentsOf,
  huiLimits,
  maxOpening,
  noticeLimits,
  type NoticeBody,
  type NoticeKind,
  type StoredLine
} from '#lib/app/notices/notice-register.svelte.ts'
import { grouped, readDong } from '#lib/i18n/amounts.ts'
import type { RegisterText } from '#lib/i18n/notices/register-vi.ts'
import type { Words } from '#lib/i18n/words.ts'
import { isDay, wordsProblem } from '#lib/shell/forms/problems.ts'

/** A notice while it is written down: numbers as typed, days ISO or ''. */
export interface NoticeDraft {
  kind: NoticeKind
  /** Typed where the register lists no line. */
  host: string
  /** The host's home as the paper says. */
  hamlet: string
  number: string
  receivedOn: string
  from: string
  startsOn: string
  endsOn: string
  value: string
  members: string
}

/** A line of the register as its next notice sees it. */
type NoticedPlace = Pick<StoredLine, 'row' | 'standing' | 'host'>

/** The place of a notice of which the register knows nothing yet. */
export const newPlace: NoticedPlace = { row: null, standing: null, host: null }

/** Fills in what the register says of the line, so that only the paper's number is left to type. */
export function emptyNotice({ row, standing, host }: NoticedPlace, today: string): NoticeDraft {
  const said = row && contentsOf(row)
  return {
    kind: standing ? 'supplement' : 'new',
    host: row ? '' : (host?.name ?? ''),
    hamlet: host?.hamlet ?? '',
    number: '',
    receivedOn: today,
    from: host?.name ?? '',
    startsOn: said?.startsOn ?? '',
    endsOn: said?.endsOn ?? '',
    value: said ? grouped(String(said.value)) : '',
    members: said ? String(said.members) : ''
  }
}

/** Returns what is wrong with each field; a missing text is told only once `asked`. */
export function noticeProblems(
  draft: NoticeDraft,
  { row }: Pick<NoticedPlace, 'row'>,
  asked: boolean,
  today: string,
  t: RegisterText,
  all: Words
) {
  const { form } = t
  return {
    host: row ? '' : wordsProblem(draft.host, huiLimits.name, asked ? form.hostMissing : '', all),
    hamlet: wordsProblem(draft.hamlet, huiLimits.hamlet, '', all),
    number: wordsProblem(draft.number, noticeLimits.number, asked ? form.numberMissing : '', all),
    receivedOn: !isDay(draft.receivedOn) ? form.day : draft.receivedOn > today ? form.future : '',
    from: wordsProblem(draft.from, noticeLimits.from, asked ? form.fromMissing : '', all),
    startsOn: !isDay(draft.startsOn) && (asked || draft.startsOn !== '') ? form.day : '',
    endsOn: endProblem(draft, asked, t),
    value: numberProblem(draft.value, maxOpening, asked, t),
    members: numberProblem(draft.members, noticeLimits.members, asked, t)
  }
}

function endProblem({ kind, startsOn, endsOn }: NoticeDraft, asked: boolean, { form }: RegisterText): string {
  if (endsOn === '') return kind === 'end' && asked ? form.endMissing : ''
  if (!isDay(endsOn)) return form.day
  return isDay(startsOn) && endsOn < startsOn ? form.endEarly : ''
}

function numberProblem(text: string, most: number, asked: boolean, { form }: RegisterText): string {
  if (text.trim() === '') return asked ? form.digits : ''
  const number = readDong(text)
  if (number === null || number === 0) return form.digits
  return number > most ? form.tooMuch : ''
}

/** Returns the notice that a draft says; null while a number or a day is missing. */
export function noticeOf(
  { kind, number, receivedOn, from, startsOn, endsOn, ...typed }: NoticeDraft,
  { row, standing }: Pick<NoticedPlace, 'row' | 'standing'>
): NoticeBody | null {
  const [value, members] = [readDong(typed.value), readDong(typed.members)]
  if (!value || !members || !isDay(startsOn)) return null
  return {
    kind,
    receivedOn,
    number,
    from,
    host: { name: row?.hostName ?? typed.host, ...(typed.hamlet.trim() && { hamlet: typed.hamlet }) },
    startsOn,
    ...(isDay(endsOn) && { endsOn }),
    value,
    members,
    ...(kind !== 'new' && standing && { replaces: standing.fact.id })
  }
}
