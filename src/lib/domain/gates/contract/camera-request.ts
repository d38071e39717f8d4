import * as v from 'valibot'
import { deviceId, id, slug } from '../../shapes.ts'
import type { CommandRefusal } from './codes.ts'
import { nonce } from './command.ts'
import { instant } from './numbers.ts'
import { mayLook } from './checks/policy.ts'
import { forged, revoked, stale } from './checks/proof-checks.ts'
import { replyRefusal } from './reply.ts'
import { alarmKeyLooks } from './checks/right-checks.ts'
import { refuseWith, type Check, type CheckContext } from './checks/check-context.ts'

/**
 * The signed body of a wish to see what a gate's camera sees. It moves nothing, and can never be read as a command.
 * Heard twice it does no harm: the answer goes to the asker's own topic alone, so an agent need not remember it.
 */
export const CameraRequest = v.pipe(
  v.strictObject({
    v: v.literal(1),
    id,
    unit: slug,
    gate: slug,
    look: v.literal('camera'),
    /** When it was signed and until when it is good, Unix ms of the agent's clock as the phone knows it. */
    iat: instant,
    exp: instant,
    actor: slug,
    /** RFC 7638 thumbprint of the key that signs. */
    key: deviceId,
    nonce: v.optional(nonce)
  }),
  v.check(({ iat, exp }) => exp > iat)
)
export type CameraRequest = v.InferOutput<typeof CameraRequest>

/** For how long an address of a picture is good, and what is sent at it goes on, ms. */
export const addressMs = 60_000

/** A picture of a camera is "live" up to this age, and after the second only "old", ms. */
export const liveMs = 2_000
export const oldMs = 5_000

/** At the app's own site, or at a site that the agent names. */
const address = v.pipe(v.string(), v.regex(/^(?:https?:\/\/[^/?#\s]+)?\/camera\/[^\s#]+$/), v.maxLength(1000))

const common = { v: v.literal(1), id, unit: slug, gate: slug, key: deviceId, at: instant }

/** What an agent answers, signed in the same envelope: where the picture is for a minute, or why not. */
export const CameraGrant = v.variant('sight', [
  v.object({ ...common, sight: v.literal('refused'), refusal: replyRefusal }),
  v.object({
    ...common,
    sight: v.literal('given'),
    until: instant,
    /** One picture, pictures one after the other, and video, as `camera/` of the agent serves them. */
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

/** The questions that a command is asked too, as far as they concern who asks and when. */
const checks: readonly Check<CameraRequest, CameraCheckContext>[] = [
  forged,
  revoked,
  stale,
  alarmKeyLooks,
  wrongRole
]

/** Null: whoever asks may see the gate. */
export function refuseCameraRequest(look: CameraRequest, world: CameraCheckContext): CommandRefusal | null {
  for (const check of checks) {
    const verdict = check(look, world)
    if (verdict?.verdict === 'refused') return verdict.refusal
  }
  return null
}
