import * as v from 'valibot'
import { fact } from '../fact.ts'
import { everyPerson } from '../roles.ts'
import { count, freeText } from '../shapes.ts'

/** The longest reason for setting a record aside, UTF-16 units. */
export const maxAsideReason = 200

const code = v.pipe(v.string(), v.regex(/^[a-z][a-z-]{1,39}$/))

/** Why a record was refused, as far as that can be told: `unknown` for what no server of ours says. */
export const codeOr = (reason: string | undefined) => (v.is(code, reason) ? reason : 'unknown')

/**
 * Explains a missing `n` of this device in the book it is written to: the server refused that fact with `code`, its
 * author let it rest, for a reason of his own.
 */
export const SetAside = fact(
  'device.set-aside',
  { stream: 'device', book: 'any', writers: everyPerson },
  v.strictObject({ n: count, code, reason: v.optional(freeText(maxAsideReason)) })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const deviceFactTypes = [SetAside] as const
