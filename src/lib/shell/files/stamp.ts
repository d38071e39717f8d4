import { time } from '#lib/i18n/format.ts'

/** Returns a file's name that says whose account took the file out, and at what time: `so-cong-2026-11-24-ph-truong-2215`. */
export const stampedName = (name: string, account: string, ms: number): string =>
  `${name}-${account}-${time(ms).replace(':', '')}`

/** Returns the last row of a table: who took it out and when, in words. */
export const stampRow = (text: string): string => `"${text.replaceAll('"', '""')}"\r\n`
