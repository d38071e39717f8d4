import * as v from 'valibot'
import { fact } from './fact.ts'
import { count } from './shapes.ts'

/** Explains a missing `n` of this device in the book it is written to: the server refused that fact, its author let it rest. */
export const SetAside = fact(
  'device.set-aside',
  v.strictObject({ n: count, code: v.pipe(v.string(), v.regex(/^[a-z][a-z-]{1,39}$/)) })
)
