import * as v from 'valibot'
import { instant } from '../gates/contract/numbers.ts'
import { deviceId, slug } from '../shapes.ts'

/** Names the account that ended a device's session by hand, the device on which it did so, and the time, Unix ms. */
export const SessionEnding = v.object({ by: slug, on: deviceId, at: instant })
export type SessionEnding = v.InferOutput<typeof SessionEnding>
