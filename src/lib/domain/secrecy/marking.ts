import { withoutControls } from '../shapes.ts'

/** The refusal of a text that bears a marking of a state secret, with its dotted path. */
export interface SecretMarking {
  code: 'secret-marking'
  at: string
}

/** Matches what stands between letters and words of a marking: "T Ố I - M Ậ T". */
const gap = String.raw`[ \-–—_.·*/|]*`
const spelled = (word: string) => [...word].join(gap)
/**
 * Matches the whole of a line, or of a pair of brackets. "Tối mật" is no other word; "mật" in small letters is honey,
 * "TOI MAT" may be "tôi mất", and "MAT" nearly anything.
 */
const alone = new RegExp(
  `^(?:(?:${spelled('TỐI')}${gap}|${spelled('TUYỆT')}${gap})?${spelled('MẬT')}|TUYET${gap}MAT)$`,
  'u'
)
const aloneInAnyCase = /^(?:tối|tuyệt)[ -]?mật$/iu
/** Small letters count where brackets are all that the line holds. */
const bracketedLine = /^[^\p{L}\p{N}]*[([{<«] ?mật ?[)\]}>»][^\p{L}\p{N}]*$/iu
const brackets = /[([{<«]([^()[\]{}<>«»]{1,80})[)\]}>»]/gu
/** Matches "Độ mật:", but not "mật độ mật:". */
const label = /(?<![\p{L}\p{N}])(?<!mật )độ mật(?: của tài liệu)? ?[:=\-–—]+\s*[([{<«"“*]?\s*/giu
/** Matches a level behind its label: "tối mật", but not "mật ong". */
const levelFirst = /^(?:(?:t[ốo]i|tuy[ệe]t)[ \-–]*)?m[ậa]t(?=\s*(?:$|[^\p{L}\p{N}\s]|\d|số(?!\p{L})))/imu
/** Long enough for any level, UTF-16 units. */
const levelRoom = 80
/** In capitals and up to the line's end: "đồ mất: tôi mất xe" has the same letters. */
const labelledWithoutAccents =
  /(?<![\p{L}\p{N}])DO MAT ?[:=\-–—]+ ?(?:(?:TOI|TUYET)[ \-–]*)?MAT[^\p{L}\p{N}\n]*$/mu

/** Returns a text without what keyboards and copying change: invisible characters, kinds of blanks, Ð for Đ. */
const plain = (text: string) =>
  withoutControls(text.replace(/\r\n?|[\t\v\f\u0085\u2028\u2029]/gu, '\n'))
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\S\n]+/gu, ' ')
    .replaceAll('Ð', 'Đ')

/** Strips all but letters and digits from both ends. */
function bare(text: string): string {
  const letters = [...text.matchAll(/[\p{L}\p{N}\p{M}]/gu)]
  const last = letters.at(-1)
  return last ? text.slice(letters[0]!.index, last.index + last[0].length) : ''
}

function isAlone(text: string): boolean {
  const word = bare(text)
  return word.length <= levelRoom && (alone.test(word) || aloneInAnyCase.test(word))
}

function isLabelled(text: string): boolean {
  return [...text.matchAll(label)].some(({ index, 0: { length } }) => {
    const said = text.slice(index + length, index + length + levelRoom)
    return levelFirst.test(said) || isAlone(said.split('\n', 1)[0]!)
  })
}

const inBrackets = (line: string) => [...line.matchAll(brackets)].some(([, inside = '']) => isAlone(inside))

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
    labelledWithoutAccents.test(told) ||
    told.split('\n').some((line) => isAlone(line) || bracketedLine.test(line) || inBrackets(line))
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
