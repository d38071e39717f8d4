/** The refusal of a text that bears a marking of a state secret, with its dotted path. */
export interface SecretMarking {
  code: 'secret-marking'
  at: string
}

/** Matches what stands between letters and words of a marking: "T Ố I - M Ậ T". */
const gap = String.raw`[ \-–—_.·*/|]*`
const spelled = (word: string) => [...word].join(gap)
/** Matches a line, and brackets, that hold nothing else but punctuation. */
const aloneIn = (pattern: string, flags: string) =>
  [
    String.raw`^[^\p{L}\p{N}]*${pattern}[^\p{L}\p{N}]*$`,
    String.raw`[([{<«][^\p{L}\p{N}([{<«]*${pattern}[^\p{L}\p{N}([{<«]*[)\]}>»]`
  ].map((one) => new RegExp(one, flags))
const high = `(?:${spelled('TỐI')}|${spelled('TUYỆT')})${gap}${spelled('MẬT')}`
/** Matches a line with a level, how urgent it is and a number: "1. TỐI MẬT – HỎA TỐC", "TUYỆT MẬT Số: 01". */
const besideUrgency = (level: string, between: string) => {
  const urgency = '(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)'
  const after = String.raw`(?:${urgency}[^\p{L}]*)*(?:[Ss][Ốố][^\p{L}]*)?`
  return [new RegExp(String.raw`^${between}(?:${urgency}[^\p{L}]*)*${level}${between}${after}$`, 'u')]
}
/** "Tối mật" is no other word; "mật" in small letters is honey, "TOI MAT" may be "tôi mất", "MAT" nearly anything. */
const alone = [
  ...aloneIn(
    `(?:(?:${spelled('TỐI')}${gap}|${spelled('TUYỆT')}${gap})?${spelled('MẬT')}|TUYET${gap}MAT)`,
    'u'
  ),
  ...aloneIn('(?:tối|tuyệt)[ -]?mật', 'iu'),
  ...besideUrgency(high, String.raw`[^\p{L}]*`),
  ...besideUrgency(spelled('MẬT'), String.raw`[^\p{L}\p{N}]*`),
  // Small letters count where brackets are all that the line holds.
  /^[^\p{L}\p{N}]*[([{<«] ?mật ?[)\]}>»][^\p{L}\p{N}]*$/iu
]
/** Matches "Độ mật:", also with an Icelandic Ð, but not "mật độ mật:". */
const label = /(?<![\p{L}\p{N}])(?<!mật )[đð]ộ mật ?[:=\-–—]+\s*[([{<«"“*]?\s*/giu
/** Matches the label in front of a level in capitals, without a colon. */
const labelledHigh = new RegExp(String.raw`(?<![\p{L}\p{N}])(?<!mật )[Đđ]ộ mật ${high}`, 'u')
/** Matches a level behind its label: "tối mật", but not "mật ong". */
const levelFirst = /^(?:(?:t[ốo]i|tuy[ệe]t)[ \-–]*)?m[ậa]t(?= ?(?:$|[^\p{L}\p{N} ]|\d|số(?!\p{L})))/iu
/** Long enough for any level, UTF-16 units. */
const levelRoom = 80
/** In capitals and up to the line's end: "đồ mất: tôi mất xe" has the same letters. */
const labelledWithoutAccents =
  /(?<![\p{L}\p{N}])DO MAT ?[:=\-–—]+ ?(?:(?:TOI|TUYET)[ \-–]*)?MAT[^\p{L}\p{N}\n]*$/mu

/** Returns a text without what keyboards and copying change: invisible characters, kinds of blanks. */
const plain = (text: string) =>
  text
    .replace(/[\r\t\v\f\u0085\u2028\u2029]/gu, '\n')
    .replace(/[^\P{C}\n]/gu, '')
    .replace(/[^\S\n]+/gu, ' ')

const isAlone = (line: string) => alone.some((one) => one.test(line))

function isLabelled(text: string): boolean {
  return [...text.matchAll(label)].some(({ index, 0: { length } }) => {
    const said = text.slice(index + length, index + length + levelRoom)
    return levelFirst.test(said) || isAlone(said.split('\n', 1)[0]!)
  })
}

/**
 * Tells whether a text bears a marking of a state secret that stands alone: MẬT, TỐI MẬT or TUYỆT MẬT on a line of its
 * own, in brackets, or after "Độ mật:". Ordinary words never count: mật ong, mật khẩu, bí mật, a line "mật" in a list
 * of goods. A secret without its marking is not recognized.
 *
 * Source of the three levels and of the ban on keeping them on a device that is connected to the Internet: Luật Bảo vệ
 * bí mật nhà nước 117/2025/QH15, Điều 5.
 */
export function isMarkedSecret(text: string): boolean {
  const composed = text.normalize('NFKC')
  // Nearly every text ends here: a form asks at each keystroke.
  if (!/m\P{L}*[aậ]/iu.test(composed)) return false
  const told = plain(composed)
  return (
    isLabelled(told) ||
    labelledHigh.test(told) ||
    labelledWithoutAccents.test(told) ||
    told.split('\n').some(isAlone)
  )
}

/**
 * Searches all strings of a record's body or a form, however deep.
 * @returns the dotted path of the first text that bears a marking, or null
 */
export function markedPath(value: unknown, at: string): string | null {
  if (typeof value === 'string') return isMarkedSecret(value) ? at : null
  if (value === null || typeof value !== 'object') return null
  for (const [key, member] of Object.entries(value)) {
    const found = markedPath(member, `${at}.${key}`)
    if (found) return found
  }
  return null
}
