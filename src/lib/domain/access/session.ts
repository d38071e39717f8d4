import * as v from 'valibot'
import { publicKey } from '../directory/facts.ts'
import { deviceId, slug } from '../shapes.ts'

/** The longest password that is read, in UTF-16 units: nobody has a longer one. */
export const maxPassword = 500

/**
 * A device's request for a session, signed by its key in the same envelope as a command. The nonce is the server's, so
 * that no clock is needed; the origin (`https://host`) keeps it from counting at another server. `password`: only where
 * the server asks for it, at the first sign-in and once after a reset. `wanted`: what the owner puts in the place of a
 * one-time password.
 */
export const SessionRequest = v.strictObject({
  v: v.literal(1),
  asks: v.literal('session'),
  account: slug,
  /** RFC 7638 thumbprint of `key`. */
  device: deviceId,
  key: publicKey,
  nonce: v.pipe(v.string(), v.maxLength(200)),
  origin: v.pipe(v.string(), v.maxLength(300)),
  password: v.optional(v.pipe(v.string(), v.maxLength(maxPassword))),
  wanted: v.optional(v.pipe(v.string(), v.maxLength(maxPassword)))
})
export type SessionRequest = v.InferOutput<typeof SessionRequest>

/**
 * Names what a device may do. `approved`: what its account's roles allow; `waiting`: introduce itself, until a commander
 * approves it; `ended`: bring what it recorded before the last day of its account's roles was over; `barred`: nothing, for a
 * commander has revoked it or suspended its account.
 */
const sessionStates = ['approved', 'waiting', 'ended', 'barred'] as const
export type SessionState = (typeof sessionStates)[number]

/** The oldest version of the app that the server understands: an older one exchanges nothing until it is updated. */
const oldestApp = v.optional(v.string())

/** The server's answer to `SessionRequest`, and, without a token, to `GET /session`. */
export const SessionAnswer = v.object({
  account: slug,
  state: v.picklist(sessionStates),
  /** `<unit>:<role>`, where the device may act now; all of the account's while it waits. */
  roles: v.array(v.string()),
  /**
   * Ids of the root keys of those roles' units, by unit: a device pins each when the server first names it, and another
   * in its stead only when its owner types the password.
   */
  roots: v.optional(v.record(slug, deviceId), {}),
  /** Goes into the header `x-antt` of each request, beside the cookie; absent when barred. */
  token: v.optional(v.string()),
  oldestApp
})
export type SessionAnswer = v.InferOutput<typeof SessionAnswer>
/** Ids of root keys by unit, as the server names them. */
export type RootsByUnit = SessionAnswer['roots']

/** The answer to `GET /session/nonce`. */
export const NonceAnswer = v.object({ nonce: v.string(), oldestApp })

/**
 * Tells why no session was opened, as the field `reason` of a 401. `password`: none was sent, and it is needed;
 * `wrong-password`; `one-time`: it is right, and must be replaced by `wanted` in the same request; `weak-password`: that is
 * weak, see `weaknessOf`; `nonce`: used or too old; `signature`: not this key's, or for another server.
 */
export const sessionRefusals = [
  'password',
  'wrong-password',
  'one-time',
  'weak-password',
  'nonce',
  'signature'
] as const
export type SessionRefusal = (typeof sessionRefusals)[number]

/** Returns the text to sign for a session. */
export function sessionRequest(asked: Omit<SessionRequest, 'v' | 'asks'>): string {
  return JSON.stringify({ v: 1, asks: 'session', ...asked } satisfies SessionRequest)
}
