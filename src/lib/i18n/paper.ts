import { paper } from './paper-vi.ts'
import { text } from './text.ts'

/** What stands on every paper; it comes with the screens that print. */
export const paperWords = text('paper', paper)

/** Vietnam keeps UTC+7 all year. */
const offset = 7 * 3_600_000

/** `22 giờ 15`: the hour as papers write it. */
export function paperTime(ms: number): string {
  const then = new Date(ms + offset)
  return `${then.getUTCHours()} giờ ${String(then.getUTCMinutes()).padStart(2, '0')}`
}

/** Day, month and year of the commune, as papers name them one by one. */
export function paperDay(ms: number): [day: number, month: number, year: number] {
  const then = new Date(ms + offset)
  return [then.getUTCDate(), then.getUTCMonth() + 1, then.getUTCFullYear()]
}

/** SHA-256 in base64url, as records name a file, in the hexadecimal form of papers. */
export function hexOf(sha256: string): string {
  const bytes = atob(sha256.replaceAll('-', '+').replaceAll('_', '/'))
  return [...bytes].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
}
