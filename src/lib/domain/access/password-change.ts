import * as v from 'valibot'
import { maxPassword } from './session.ts'

/** The fewest letters, digits and signs of a password that somebody chooses themselves. */
export const minPassword = 12
/** The fewest different ones of them. */
const minDifferent = 5

/** The body of `POST /session/password`. */
export const ChangePassword = v.strictObject({
  present: v.pipe(v.string(), v.maxLength(maxPassword)),
  wanted: v.pipe(v.string(), v.maxLength(maxPassword))
})

/**
 * Tells why a password was not changed, as the field `reason` of a 403. `wrong-password`: the present one is another;
 * `weak-password`: see `weaknessOf`; `not-approved`: the phone is not approved.
 */
export const changePasswordRefusals = ['wrong-password', 'weak-password', 'not-approved'] as const
export type ChangePasswordRefusal = (typeof changePasswordRefusals)[number]

/**
 * Tells what is wrong with a chosen password, for phone and server alike; null: nothing. `short`, also one of few different
 * signs; `long`: nobody reads it; `account`: it says the account's name; `same`: it is the present one.
 */
export function weaknessOf(
  wanted: string,
  { account, present }: { account: string; present: string }
): 'short' | 'long' | 'account' | 'same' | null {
  if (wanted.length > maxPassword) return 'long'
  const signs = [...wanted]
  if (signs.length < minPassword || new Set(signs).size < minDifferent) return 'short'
  if (wanted.toLowerCase().includes(account)) return 'account'
  return wanted === present ? 'same' : null
}
