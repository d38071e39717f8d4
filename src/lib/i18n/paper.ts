import { paper } from './paper-vi.ts'
import { text } from './text.ts'

/** Words common to every paper; bundled with the screens that print. */
export const paperWords = text('paper', paper)

/** Vietnam is UTC+7 all year. */
const offset = 7 * 3_600_000

/** Formats a time the way papers write it: `22 giờ 15`. */
export function paperTime(ms: number): string {
  const then = new Date(ms + offset)
  return `${then.getUTCHours()} giờ ${String(then.getUTCMinutes()).padStart(2, '0')}`
}

/** Returns the commune's day, month and year separately, as papers name them. */
export function paperDay(ms: number): [day: number, month: number, year: number] {
  const then = new Date(ms + offset)
  return [then.getUTCDate(), then.getUTCMonth() + 1, then.getUTCFullYear()]
}

/**
 * Formats an ISO day the way papers write it: `ngày 05 tháng 12 năm 2026`, with a zero before days below 10 and the
 * months 1 and 2, so that no digit can be added: NĐ 30/2020/NĐ-CP, Phụ lục I.
 */
export function paperDayText(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return paperWords.day(date, month < '03' ? month : String(Number(month)), year)
}

/** Converts a SHA-256 from base64url, the form in records, to hexadecimal, the form on papers. */
export function hexOf(sha256: string): string {
  const bytes = atob(sha256.replaceAll('-', '+').replaceAll('_', '/'))
  return [...bytes].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
}
