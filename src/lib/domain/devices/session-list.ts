import * as v from 'valibot'
import { instant } from '../gates/contract/numbers.ts'
import { deviceId, slug } from '../shapes.ts'

/** A device's session as its server knows it. */
const ListedSession = v.object({
  account: slug,
  device: deviceId,
  /** Whether it may send and receive now without opening another one. */
  isOpen: v.boolean(),
  /** Whether the device must prove the password before it opens another one. */
  asksPassword: v.boolean(),
  /** Time of its last request, Unix ms; up to ten minutes behind. */
  seenAt: instant
})
export type ListedSession = v.InferOutput<typeof ListedSession>

/** The answer of `GET /session/list`: the account that asked, and the sessions that it may end. */
export const SessionList = v.object({ account: slug, sessions: v.array(ListedSession) })

/** The body of `POST /session/end`. */
export const EndSession = v.strictObject({ account: slug, device: deviceId })

/**
 * Tells why a session was not ended, as the field `reason` of a refusal. `not-approved`: whoever asks is not approved
 * themselves; `not-yours`: neither their own account nor one of a unit that they command; `no-device`: that account has no
 * such device; `agent`: nobody can type a password at a gate.
 */
export const endSessionRefusals = ['not-approved', 'not-yours', 'no-device', 'agent'] as const
export type EndSessionRefusal = (typeof endSessionRefusals)[number]
