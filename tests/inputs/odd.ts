import { callWords } from '#lib/i18n/settings/contacts.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { vi } from '#lib/i18n/vi.ts'

/** What somebody puts into a field, and the sentence that then stands at it. */
export interface Refused {
  what: string
  typed: string
  says: string
}
/** What somebody puts into a field, and what is recorded. */
export interface Kept {
  what: string
  typed: string
  kept: string
}

const { note, unsaved } = vi
const spoken = 'Mất xe. '.repeat(1250)

/** At a field of words of at most `max` UTF-16 units. @param missing what is said to nothing; '' where nothing is allowed */
export function words(max: number, missing = ''): Refused[] {
  const nothing = ['', '  \t ', '\u200B\u200B\uFEFF'].map((typed) => ({
    what: 'nothing to see',
    typed,
    says: missing
  }))
  return [
    ...(missing ? nothing : []),
    { what: '10,000 characters', typed: spoken, says: note.over(spoken.trim().length - max, max) },
    { what: 'one character too long', typed: 'ộ'.repeat(max + 1), says: note.over(1, max) },
    { what: 'half of an emoji', typed: 'Ba \uD83D Huệ', says: unsaved['not-well-formed'] },
    { what: 'the other half', typed: '\uDE00 Huệ', says: unsaved['not-well-formed'] }
  ]
}

/** At such a field too. @param many a field of many lines: others take a line's end out by themselves */
export function keptWords(max: number, many = false): Kept[] {
  const short: Kept[] = [
    { what: 'as long as may be, in NFD', typed: 'ộ'.repeat(max).normalize('NFD'), kept: 'ộ'.repeat(max) },
    { what: 'emoji and blanks around', typed: '  Hà 🔥👨‍👩‍👧  ', kept: 'Hà 🔥👨‍👩‍👧' }
  ]
  if (max < 40) return short
  const long: Kept[] = [
    {
      what: 'SQL and markup',
      typed: `'; DROP TABLE a;-- <b>&amp;"x"</b>`,
      kept: `'; DROP TABLE a;-- <b>&amp;"x"</b>`
    },
    { what: 'Khmer, and what cannot be seen', typed: 'ចោរ\u0000 លួច\u202E', kept: 'ចោរ លួច' }
  ]
  if (!many) return [...short, ...long]
  const table = 'Họ tên\tXe\nDanh Hoàng Phúc\t69X9-000.15'
  return [...short, ...long, { what: 'a pasted table', typed: table.replaceAll('\n', '\r\n'), kept: table }]
}

/** At a field of a whole number. */
export const numbers = (notDigits: string, tooMuch: string): Refused[] => [
  ...['2 triệu', '💰', '-5000', '1e6', '0x10', '1.000,5', 'NaN', '٣٠٠'].map((typed) => ({
    what: `${typed} in a number`,
    typed,
    says: notDigits
  })),
  { what: 'too much', typed: '9.999.999.999.999', says: tooMuch },
  { what: 'no number can hold it', typed: '9'.repeat(400), says: tooMuch }
]

/** At a field of money. */
export const sums: readonly Refused[] = numbers(
  hui.money.notDigits,
  hui.money.tooMuch('20.000.000.000\u00a0đ')
)

/** At what somebody claims in a collapse. */
export const claimed: readonly Refused[] = numbers(
  hui.money.notDigits,
  hui.money.tooMuch('500.000.000.000\u00a0đ')
)

/** At a share of a part. */
export const shares: readonly Refused[] = [
  '',
  '0',
  '0,001',
  '100,01',
  '-5',
  'nửa phần',
  '1e1',
  '12,5,5',
  '١٢',
  '🌸',
  '9'.repeat(400)
].map((typed) => ({
  what: typed.slice(0, 20) || 'nothing',
  typed,
  says: hui.form.shareWrong
}))

/** At a number in a queue, or of parts. */
export const counts: readonly Refused[] = [
  '',
  '0',
  '10000',
  'một',
  '-1',
  '1.5',
  '٣',
  '1e3',
  '9'.repeat(400)
].map((typed) => ({
  what: typed.slice(0, 20) || 'nothing',
  typed,
  says: hui.collapse.numberWrong(9999)
}))

/** At a bid for a part of 2.000.000 đ. */
export const bids: readonly Refused[] = [
  ...sums,
  { what: 'a bid of the whole part', typed: '2.000.000', says: hui.round.notBelow('2.000.000\u00a0đ') },
  { what: 'a bid above it', typed: '2000001', says: hui.round.notBelow('2.000.000\u00a0đ') }
]

/** At a day. */
export const days = (missing: string, future?: string): Refused[] => [
  ...(future === undefined ? [] : [{ what: 'a day to come', typed: '01/01/2099', says: future }]),
  { what: 'no day', typed: '', says: missing },
  { what: 'no day of the calendar', typed: '31/02/2026', says: missing }
]

/** At a day and hour when something happened. */
export const times: readonly Refused[] = [
  { what: 'to come', typed: '01/01/2099 10:00', says: unsaved['in-future'] },
  { what: 'long past', typed: '01/01/2019 10:00', says: unsaved['long-past'] },
  { what: 'none', typed: '', says: note.timeMissing },
  { what: 'no day of the calendar', typed: '31/02/2026 10:00', says: note.timeMissing }
]

/** At a telephone number. */
export const phones: readonly Refused[] = ['gọi Ba Huệ', '☎️', '12', '0'.repeat(10_000), "0900'; --"].map(
  (typed) => ({ what: typed.slice(0, 20), typed, says: callWords.wrong })
)

/** Nobody and nothing is found by these, and they break nothing. */
export const oddSearches: readonly string[] = [
  'zz.*(',
  "%' OR 1=1 --",
  '<script>alert(1)</script>',
  'zz 🌸',
  'zz \uD83D',
  'khong co ai ten nay '.repeat(500),
  '.',
  '---',
  '\'"',
  '%',
  '🌸',
  '\u0301',
  '\uD83D'
]

/** What does not belong into a sign-in; the server knows none of these. */
export const oddAccounts: readonly string[] = [
  "ph-truong' OR '1'='1",
  'Trưởng công an 🚓',
  'ph-truong\u200B',
  '../_all_docs',
  'x'.repeat(10_000)
]
