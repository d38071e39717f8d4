import type { ListedLine, NoticeContents, NoticeReason } from '#lib/app/notices/notice-register.svelte.ts'
import { money } from '#lib/i18n/format.ts'
import type { RegisterText } from '#lib/i18n/notices/register-vi.ts'
import { paperDate } from '#lib/i18n/notices/register.ts'

/** Returns why a line must be notified: "120.000.000 đ một kỳ · Tăng Mỹ Huệ có từ 2 dây cùng lúc". */
export function reasonText({ perOpening, several }: NoticeReason, host: string, t: RegisterText): string {
  const reasons = [perOpening !== null && t.perOpening(money(perOpening)), several && t.several(host)]
  return reasons.filter(Boolean).join(' · ')
}

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
