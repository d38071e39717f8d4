import * as v from 'valibot'
import { id, sha256, slug } from '../../shapes.ts'

/** Names what belongs to one person, so that two names with the same one may be one person. */
export const markKinds = ['id', 'phone', 'account'] as const
export type MarkKind = (typeof markKinds)[number]

const patterns: Readonly<Record<MarkKind, RegExp>> = {
  id: /^(\d{9}|\d{12})$/,
  phone: /^0\d{8,10}$/,
  account: /^\d{6,19}$/
}

/** Longest text that may be typed for a number, UTF-16 units. */
const longestNumber = 40

/**
 * Returns a typed number as it is marked: its digits alone, a phone's with 0 for +84 or +84 (0), so that one number has one mark
 * however it was written. Null where it can be none of its kind: an identity card has 12 digits, or the 9 of the older
 * one, a phone 9 to 11 that begin with 0, an account 6 to 19.
 */
export function markedNumber(kind: MarkKind, typed: string): string | null {
  if (typed.length > longestNumber || !/^\s*[+(]?\d[\d\s.()-]*$/.test(typed)) return null
  const digits = typed.replace(/\D/g, '')
  const isAbroad = kind === 'phone' && /^840?[1-9]\d{8,9}$/.test(digits)
  const number = isAbroad ? digits.replace(/^840?/, '0') : digits
  return patterns[kind].test(number) ? number : null
}

/** Asks the unit's server for the mark of a number of a person; the number goes no further. */
export const MarkRequest = v.strictObject({
  unit: slug,
  /** A `person/<id>` id. */
  person: id,
  kind: v.picklist(markKinds),
  number: v.pipe(v.string(), v.maxLength(longestNumber))
})

/** Answers with the mark, and the proof that it was made for that person. */
export const MarkAnswer = v.strictObject({ mark: sha256, proof: sha256 })
