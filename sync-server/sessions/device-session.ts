import type { SessionEnding } from '#lib/domain/access/session-ending.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'

/** The session of one account on one device, with a token for each of its open tabs. */
export interface DeviceSession {
  account: string
  device: string
  key: PublicKey
  /** SHA-256 of the cookie's value, base64url; null when ended. */
  cookie: string | null
  /** SHA-256 of each token, base64url, the latest last. */
  tokens: readonly string[]
  /** Nonces of the last requests with their times, Unix ms: none counts twice. */
  nonces: readonly { nonce: string; at: number }[]
  /** Time at which this device last proved the password, Unix ms, or null. */
  provedAt: number | null
  /** Set when somebody ended the session by hand: the device proves the password before it opens another. */
  asksPassword?: true
  /** By whom and when, beside `asksPassword`. */
  ending?: SessionEnding
  /** Time of the last opening or, within `seenEveryMs`, of the last request, Unix ms. */
  seenAt: number
}

/** A session with the number of its writing: a later one has a greater one. */
export interface NumberedSession extends DeviceSession {
  number: number
}

/** Returns a session without its cookie and tokens; that its device proved the password stays. */
export const ended = (known: DeviceSession): DeviceSession => ({ ...known, cookie: null, tokens: [] })

/** Returns an ended session whose device must prove the password once more. */
export const endedByHand = (known: DeviceSession, ending: SessionEnding): DeviceSession => ({
  ...ended(known),
  asksPassword: true,
  ending
})

/**
 * Tells whether a device has proved the password since it was last asked for.
 * @param resetAt time of the last reset of the account's password, Unix ms
 */
export const isProvedSince = ({ provedAt, asksPassword }: DeviceSession, resetAt?: number): boolean =>
  !asksPassword && (resetAt === undefined || (provedAt ?? 0) >= resetAt)
