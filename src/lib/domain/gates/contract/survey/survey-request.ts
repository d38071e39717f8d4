import * as v from 'valibot'
import { police } from '../../../roles.ts'
import { deviceId, id, slug } from '../../../shapes.ts'
import type { CommandRefusal } from '../codes.ts'
import { nonce } from '../command.ts'
import { instant } from '../numbers.ts'
import { forged, revoked, stale } from '../checks/proof-checks.ts'
import { alarmKeyLooks } from '../checks/right-checks.ts'
import { refuseWith, type Check, type CheckContext } from '../checks/check-context.ts'
import { Proposal } from './proposal.ts'

const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))

const common = {
  v: v.literal(1),
  id,
  unit: slug,
  gate: slug,
  /** Times of signing and of expiry, Unix ms of the agent's clock as the phone knows it. */
  iat: instant,
  exp: instant,
  actor: slug,
  /** RFC 7638 thumbprint of the signing key. */
  key: deviceId,
  nonce: v.optional(nonce)
}

/**
 * The signed body of a request by whoever connects a gate to its controller, standing at the gate: `hear` what the
 * broker there carries, and remember it where `marks`; `try` a proposal, by which the gate then obeys ordinary commands
 * for a while; `keep` what is being tried. It moves nothing, and can never be read as a command.
 */
export const SurveyRequest = v.pipe(
  v.variant('survey', [
    v.strictObject({ ...common, survey: v.literal('hear'), marks: v.optional(v.literal(true)) }),
    v.strictObject({ ...common, survey: v.literal('try'), proposal: Proposal }),
    v.strictObject({ ...common, survey: v.literal('keep'), digest })
  ]),
  v.check(({ iat, exp }) => exp > iat)
)
export type SurveyRequest = v.InferOutput<typeof SurveyRequest>

type SurveyContext = Pick<CheckContext, 'signed' | 'holder' | 'now' | 'challenges'>

/** Refuses whoever may not test a gate either: how a gate is driven is for its commander and officers. */
const notPolice: Check<unknown, SurveyContext> = (_, { holder }) =>
  holder.roles.some((role) => police.includes(role)) ? null : refuseWith('NOT_ALLOWED', { why: 'role' })

const checks: readonly Check<SurveyRequest, SurveyContext>[] = [
  forged,
  revoked,
  stale,
  alarmKeyLooks,
  notPolice
]

/** Returns the refusal of a request; null: it may be answered. */
export function refuseSurvey(request: SurveyRequest, world: SurveyContext): CommandRefusal | null {
  for (const check of checks) {
    const verdict = check(request, world)
    if (verdict?.verdict === 'refused') return verdict.refusal
  }
  return null
}
