import type { DetailKind } from './facts.ts'
import { masked } from './masked.ts'

/** A number in a text that may be somebody's: where it stands, as typed, and its digits. */
export interface LooseNumber {
  at: number
  typed: string
  digits: string
}

/** Matches what holds many digits and is nobody's number: ids, hashes, days with or without an hour, and money. */
const others = [
  /(?=[0-9]*[a-f])[0-9a-f]{24,}/giu,
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/giu,
  /(?<![\d./-])(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}(?![\d./-]*\d{3})(?:[T ,]+\d{1,2}[:hg]\d{0,2}(?::\d\d)?)?/gu,
  /(?<![\d./-])\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d\d(?![\d./-]*\d)(?:[ ,]+\d{1,2}[:hg]\d{0,2})?/gu,
  /(?<![\d.,])[1-9]\d{0,2}(?:[.,]000)*(?:[.,]\d{3}){2,}(?![.,]?\d)/gu,
  /(?<!\d)[1-9]\d*(?:[ .,]\d{3})*\s?(?:đ|đồng|vnđ|vnd|k|tr|triệu|tỷ|tỉ|ngàn|nghìn)(?![\p{L}])/giu,
  /(?<!\d)[1-9]\d*0{6}(?!\d)/gu
]
const chain = /\d(?:[ .\u00a0-]?\d)*/gu
/** A blank that is none of a chain's marks, so that what is taken out parts its neighbours. */
const gap = '\u0001'
const [fewest, most] = [9, 12]
const isLong = ({ digits }: LooseNumber) => digits.length >= fewest && digits.length <= most

/**
 * Finds numbers of nine to twelve digits: identity numbers, phones, accounts. Blanks, dots and hyphens may stand between
 * the digits. Days, hours, money and ids are none; longer numbers count where a blank parts them into such.
 */
export function looseNumbers(text: string): LooseNumber[] {
  let rest = text
  for (const other of others) rest = rest.replace(other, (found) => gap.repeat(found.length))
  return [...rest.matchAll(chain)].flatMap(({ 0: typed, index: at }) => {
    const whole = numberAt(at, typed)
    if (whole.digits.length <= most) return isLong(whole) ? [whole] : []
    return [...typed.matchAll(/[^ \u00a0]+/gu)]
      .map(({ 0: part, index }) => numberAt(at + index, part))
      .filter(isLong)
  })
}

const numberAt = (at: number, typed: string): LooseNumber => ({ at, typed, digits: typed.replace(/\D/g, '') })

/** Returns a text in which these numbers are covered, and nothing else is another. */
export function withMasked(text: string, covers: (digits: string) => boolean = () => true): string {
  let [told, from] = ['', 0]
  for (const { at, typed, digits } of looseNumbers(text)) {
    told += text.slice(from, at) + (covers(digits) ? masked(digits) : typed)
    from = at + typed.length
  }
  return told + text.slice(from)
}

/** Returns what a number most likely is: ten digits that begin with a nought are a phone's. */
export const kindOfNumber = (digits: string): DetailKind =>
  digits.length === 9 || digits.length === 12
    ? 'id-number'
    : digits.length === 10 && digits.startsWith('0')
      ? 'contact'
      : 'bank-account'
