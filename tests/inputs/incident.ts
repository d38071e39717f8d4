/** What people type, paste and dictate into a report; whoever finds another oddity adds a row. */
export interface Typed {
  name: string
  text: string
  /** As it is recorded; without it nothing is, and the form keeps every character. */
  saved?: string
}

const table = 'Họ tên\tXe\r\nDanh Hoàng Phúc\tWave đỏ 69X9-000.15\r\nTư Khởi\t–'

export const typedTexts: Typed[] = [
  { name: 'nothing', text: '' },
  { name: 'blanks only', text: '  \n\t ' },
  { name: 'characters of no width only', text: '\u200B\u200B\uFEFF' },
  { name: '10,000 characters', text: 'Mất xe. '.repeat(1250) },
  { name: 'one character too long', text: 'ộ'.repeat(4001) },
  { name: 'half of an emoji', text: 'Cháy \uD83D lớn' },
  { name: 'the other half', text: '\uDE00 cháy' },
  { name: 'as long as may be', text: 'ộ'.repeat(4000), saved: 'ộ'.repeat(4000) },
  { name: 'as long as may be, in NFD', text: 'ộ'.repeat(4000).normalize('NFD'), saved: 'ộ'.repeat(4000) },
  { name: 'emoji, families and flags', text: 'Cháy 🔥 👨‍👩‍👧 🇻🇳', saved: 'Cháy 🔥 👨‍👩‍👧 🇻🇳' },
  { name: 'a pasted table', text: table, saved: table.replaceAll('\r\n', '\n') },
  { name: 'NFD', text: 'Gây rối ở quán'.normalize('NFD'), saved: 'Gây rối ở quán' },
  { name: 'Khmer', text: 'ចោរលួចម៉ូតូ', saved: 'ចោរលួចម៉ូតូ' },
  { name: 'blanks around', text: '  Mất xe  \n', saved: 'Mất xe' },
  { name: 'control characters', text: 'Mất\u0000 xe\u202E', saved: 'Mất xe' },
  { name: 'markup', text: '<b>Mất</b> & "xe"', saved: '<b>Mất</b> & "xe"' }
]

/** The same for the place, of at most 120 characters; empty is allowed there. */
export const typedPlaces: Typed[] = [
  { name: 'too long', text: 'Ấp 1B '.repeat(30) },
  { name: 'half of an emoji', text: 'Ấp \uD83D' },
  { name: 'NFD', text: 'Ấp 1B'.normalize('NFD'), saved: 'Ấp 1B' }
]
