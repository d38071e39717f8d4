import * as v from 'valibot'
import { deviceId, id, slug } from '../../../shapes.ts'
import type { CommandRefusal } from '../codes.ts'
import { nonce } from '../command.ts'
import { instant } from '../numbers.ts'
import { mayLook } from '../checks/policy.ts'
import { forged, revoked, stale } from '../checks/proof-checks.ts'
import { replyRefusal } from '../reply.ts'
import { alarmKeyLooks } from '../checks/right-checks.ts'
import { refuseWith, type Check, type CheckContext } from '../checks/check-context.ts'

/**
 * The signed body of a request for a gate's camera picture. It moves nothing, and can never be read as a command.
 * Receiving it twice does no harm: the answer goes to the asker's own topic alone, so an agent need not remember it.
 */
export const CameraRequest = v.pipe(
  v.strictObject({
    v: v.literal(1),
    id,
    unit: slug,
    gate: slug,
    look: v.literal('camera'),
    /** Times of signing and of expiry, Unix ms of the agent's clock as the phone knows it. */
    iat: instant,
    exp: instant,
    actor: slug,
    /** RFC 7638 thumbprint of the signing key. */
    key: deviceId,
    nonce: v.optional(nonce)
  }),
  v.check(({ iat, exp }) => exp > iat)
)
export type CameraRequest = v.InferOutput<typeof CameraRequest>

/** How long the address of a picture is valid, and how long its stream goes on, ms. */
export const addressMs = 60_000

/** A picture of a camera is "live" up to this age, ms; after it the picture is "old". */
export const liveMs = 2_000
export const oldMs = 5_000

/** A path on the app's own site, or on a site that the agent names. */
const address = v.pipe(v.string(), v.regex(/^(?:https?:\/\/[^/?#\s]+)?\/camera\/[^\s#]+$/), v.maxLength(1000))

const common = { v: v.literal(1), id, unit: slug, gate: slug, key: deviceId, at: instant }

/** An agent's answer, signed in the same envelope: the address of the picture for a minute, or the reason for refusing. */
export const CameraGrant = v.variant('sight', [
  v.object({ ...common, sight: v.literal('refused'), refusal: replyRefusal }),
  v.object({
    ...common,
    sight: v.literal('given'),
    until: instant,
    /** Addresses of one picture, of a stream of pictures, and of video, as `camera/` of the agent serves them. */
    frame: address,
    mjpeg: address,
    mse: address
  })
])
export type CameraGrant = v.InferOutput<typeof CameraGrant>
export type CameraAddresses = Pick<
  Extract<CameraGrant, { sight: 'given' }>,
  'until' | 'frame' | 'mjpeg' | 'mse'
>

type CameraCheckContext = Pick<CheckContext, 'signed' | 'holder' | 'now' | 'challenges' | 'policy'>

const wrongRole: Check<unknown, CameraCheckContext> = (_, { policy, holder }) =>
  mayLook(policy, holder.roles) ? null : refuseWith('NOT_ALLOWED', { why: 'role' })

/** The checks that apply to commands too, as far as they concern the asker and the time. */
const checks: readonly Check<CameraRequest, CameraCheckContext>[] = [
  forged,
  revoked,
  stale,
  alarmKeyLooks,
  wrongRole
]

/** Returns the refusal of a request; null: the asker may see the gate. */
export function refuseCameraRequest(look: CameraRequest, world: CameraCheckContext): CommandRefusal | null {
  for (const check of checks) {
    const verdict = check(look, world)
    if (verdict?.verdict === 'refused') return verdict.refusal
  }
  return null
}
