import * as v from 'valibot'
import { instant } from '../gates/contract/numbers.ts'
import { slug } from '../shapes.ts'

/** Names the account that ended a device's session by hand, and the time, Unix ms. */
export const SessionEnding = v.object({ by: slug, at: instant })
export type SessionEnding = v.InferOutput<typeof SessionEnding>
