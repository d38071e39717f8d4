import * as v from 'valibot'
import { isBarred } from '../../devices/barring.ts'
import { isSuspended, type Directory } from '../../directory/directory.ts'
import { deviceId, slug } from '../../shapes.ts'
import { instant } from './numbers.ts'

/** How far the time of a request may be from the server's, ms. */
export const requestFreshMs = 120_000

/** What a phone or an agent says of itself when it asks the server for its pass to the broker, signed in the same envelope as a command. */
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
 * What a locked phone asks with, by its alarm key: nobody is signed in, so it names the unit too, and gets a pass that is
 * good for closing gates alone.
 */
export const AlarmPassRequest = v.strictObject({
  ...PassRequest.entries,
  asks: v.literal('alarm-pass'),
  unit: slug
})
export type AlarmPassRequest = v.InferOutput<typeof AlarmPassRequest>

/**
 * May that account have a pass for that unit? Not one that is suspended. One of whose phones was shut out has to show
 * by another phone's key that it is not that one which asks: a session alone does not say whose hand holds it.
 * @param key the key that is proven to ask, or null
 */
export function mayHavePass(known: Directory, account: string, key: string | null): boolean {
  if (isSuspended(known, account)) return false
  const own = known.devices.filter((device) => device.account === account)
  if (!own.some(({ barrings }) => isBarred(barrings))) return true
  return own.some(({ id, barrings }) => id === key && !isBarred(barrings))
}
