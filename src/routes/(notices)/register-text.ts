import {
  isPastAgreedEnd,
  runsOn,
  type ListedLine,
  type NoticeContents,
  type NoticeReason,
  type StoredLine
} from '#lib/app/notices/notice-register.svelte.ts'
import { money } from '#lib/i18n/format.ts'
import type { RegisterText } from '#lib/i18n/notices/register-vi.ts'
import { paperDate } from '#lib/i18n/notices/register.ts'

/** Returns why a line must be notified: "120.000.000 đ một kỳ · Tăng Mỹ Huệ có từ 2 dây cùng lúc". */
export function reasonText({ perOpening, several }: NoticeReason, host: string, t: RegisterText): string {
  const reasons = [perOpening !== null && t.perOpening(money(perOpening)), several && t.several(host)]
  return reasons.filter(Boolean).join(' · ')
}

/** Names a line of the register: "LT-04 · Tăng Mỹ Huệ", or its host alone until it is listed. */
export const lineName = ({ row, host }: Pick<StoredLine, 'row' | 'host'>, t: RegisterText): string =>
  row ? `${row.line} · ${row.hostName}` : (host?.name ?? t.unlisted)

/** Returns the day that the commune set: "xã hẹn 15/12/2026"; '' where it set none. @param today ISO */
export const setDayText = (by: string | null, today: string, t: RegisterText): string =>
  by === null ? '' : by < today ? t.past(paperDate(by)) : t.by(paperDate(by))

/** Returns in what a notice differs from the register: "Khác sổ: số thành viên". */
export const differencesText = (names: readonly (keyof NoticeContents)[], t: RegisterText): string =>
  t.differs(names.map((name) => t.contents[name]).join(', '))

/** Returns the days of a line: "05/05/2026 đến 05/12/2027". */
export function spanText(
  { startsOn, endsOn }: Pick<ListedLine, 'startsOn' | 'endsOn'>,
  t: RegisterText
): string {
  const from = paperDate(startsOn)
  return endsOn ? t.span(from, paperDate(endsOn)) : `${t.starts(from)}, ${t.openEnd}`
}

/** Returns the days of a listed line, or how it ended: an agreed end that is past is no end that somebody reported. @param today ISO */
export function daysText(row: ListedLine, today: string, t: RegisterText): string {
  if (isPastAgreedEnd(row, today)) return t.overdue(paperDate(row.endsOn!))
  return runsOn(row, today) ? spanText(row, t) : t.ended(paperDate(row.endsOn!))
}
