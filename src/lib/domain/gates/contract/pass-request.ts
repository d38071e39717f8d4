import * as v from 'valibot'
import { deviceId, slug } from '../../shapes.ts'
import { instant } from './numbers.ts'

/** Allowed difference between the time of a request and the server's, ms. */
export const requestFreshMs = 120_000

/**
 * A locked phone's request to the server for a pass to the broker, signed with its alarm key in the same envelope as a
 * command: there is no session, so it names account and unit, and gets a pass that only closes gates.
 */
export const AlarmPassRequest = v.strictObject({
  v: v.literal(1),
  asks: v.literal('alarm-pass'),
  account: slug,
  key: deviceId,
  unit: slug,
  /** Unix ms. */
  at: instant
})
export type AlarmPassRequest = v.InferOutput<typeof AlarmPassRequest>
