import * as v from 'valibot'
import { isBarred } from '../../devices/barring.ts'
import { isSuspended, type Directory } from '../../directory/directory.ts'
import { deviceId, slug } from '../../shapes.ts'
import { instant } from './numbers.ts'

/** Allowed difference between the time of a request and the server's, ms. */
export const requestFreshMs = 120_000

/** A phone's or an agent's request to the server for its pass to the broker, signed in the same envelope as a command. */
export const PassRequest = v.strictObject({
  v: v.literal(1),
  asks: v.literal('pass'),
  account: slug,
  key: deviceId,
  /** Unix ms. */
  at: instant
})
export type PassRequest = v.InferOutput<typeof PassRequest>

/**
 * A locked phone's request, signed with its alarm key: nobody is signed in, so it names the unit too, and gets a pass
 * that only closes gates.
 */
export const AlarmPassRequest = v.strictObject({
  ...PassRequest.entries,
  asks: v.literal('alarm-pass'),
  unit: slug
})
export type AlarmPassRequest = v.InferOutput<typeof AlarmPassRequest>

/**
 * Tells whether an account may have a pass for a unit. A suspended account may not. An account with a revoked phone has
 * to prove, by the key of another phone, that the revoked one is not the one asking: a session alone does not say in
 * whose hands it is.
 * @param key the key proven to be the asker's, or null
 */
export function mayHavePass(known: Directory, account: string, key: string | null): boolean {
  if (isSuspended(known, account)) return false
  const own = known.devices.filter((device) => device.account === account)
  if (!own.some(({ barrings }) => isBarred(barrings))) return true
  return own.some(({ id, barrings }) => id === key && !isBarred(barrings))
}
