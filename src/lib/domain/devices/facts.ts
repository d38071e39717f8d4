import * as v from 'valibot'
import { fact } from '../fact.ts'
import { everyPerson } from '../roles.ts'
import { count, freeText } from '../shapes.ts'

/** The longest reason for setting a record aside, UTF-16 units. */
export const maxAsideReason = 200

const code = v.pipe(v.string(), v.regex(/^[a-z][a-z-]{1,39}$/))

/** Returns a refusal's reason if it has the form of a code, else `unknown`: our servers give only such reasons. */
export const codeOr = (reason: string | undefined) => (v.is(code, reason) ? reason : 'unknown')

/**
 * Explains a missing `n` of this device in the book it is written to: the server refused that fact with `code`, and its
 * author gave up sending it, for a reason of their own.
 */
export const SetAside = fact(
  'device.set-aside',
  { stream: 'device', book: 'any', writers: everyPerson },
  v.strictObject({ n: count, code, reason: v.optional(freeText(maxAsideReason)) })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const deviceFactTypes = [SetAside] as const
