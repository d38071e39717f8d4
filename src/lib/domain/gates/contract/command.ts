import * as v from 'valibot'
import { count, deviceId, id, sha256, slug, freeText } from '../../shapes.ts'
import { maxCommandReason } from '../facts.ts'
import { emergencies, lockKinds } from './actions.ts'
import { instant, whole } from './numbers.ts'

/** The state and the picture that the person had before their eyes. `noCamera`: they say themselves that they saw none. */
const seen = v.pipe(
  v.strictObject({
    stateSeq: whole,
    frameSha256: v.optional(sha256),
    frameAgeMs: v.optional(whole),
    noCamera: v.optional(v.literal(true))
  }),
  v.check(({ frameSha256, frameAgeMs }) => (frameSha256 === undefined) === (frameAgeMs === undefined))
)

/** The challenge of an agent that does not know the time, base64url. */
export const nonce = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/))

const common = {
  v: v.literal(1),
  id,
  unit: slug,
  gate: slug,
  /** Times of signing and of expiry, Unix ms of the agent's clock as the phone knows it. */
  iat: instant,
  exp: instant,
  /** Rises with every command of one key to one gate. */
  ctr: count,
  actor: slug,
  /** RFC 7638 thumbprint of the signing key. */
  key: deviceId,
  seen,
  reason: v.optional(freeText(maxCommandReason)),
  nonce: v.optional(nonce),
  drill: v.optional(v.literal(true))
}

const asks = <const Action extends string, More extends v.ObjectEntries>(action: Action, more: More) =>
  v.strictObject({ ...common, action: v.literal(action), ...more })

/**
 * The signed body of a command. It is valid only live: never stored to be sent later, never sent twice. `override`
 * opens in an emergency, `alarm` closes for an alarm, `siren` sounds the gate's siren in a drill
 * too, `approves` names the command of a first person that this one seconds, `until` ends a
 * postponement of the evening closing, Unix ms.
 */
export const Command = v.pipe(
  v.variant('action', [
    asks('OPEN', { override: v.optional(v.picklist(emergencies)), approves: v.optional(id) }),
    asks('CLOSE', { alarm: v.optional(v.literal(true)), siren: v.optional(v.literal(true)) }),
    asks('STOP', {}),
    asks('PASS', {}),
    asks('LOCK', { lock: v.picklist(lockKinds) }),
    asks('UNLOCK', {}),
    asks('POSTPONE', { until: instant })
  ]),
  v.check(({ iat, exp }) => exp > iat)
)
export type Command = v.InferOutput<typeof Command>
