import * as v from 'valibot'
import { instant, whole } from '../gates/contract/numbers.ts'
import { deviceId, slug } from '../shapes.ts'

/**
 * Why a phone does not ring while its app is closed, as it says itself. `off`: nobody has turned it on, or somebody turned it
 * off; `denied`: its browser blocks notifications; `not-installed`: an iPhone that has the page open in a browser;
 * `unavailable`: its browser has no push service.
 */
export const silences = ['off', 'denied', 'not-installed', 'unavailable'] as const
export type Silence = (typeof silences)[number]

/** `on`: it rings; `gone`: its push service knows it no more; `untold`: it has said nothing yet. */
const wakeStates = ['on', 'gone', 'untold', ...silences] as const
export type WakeState = (typeof wakeStates)[number]

/** How a phone answered a trial: when it was sent, Unix ms, and how long its answer took, ms; null: there is none yet. */
const Trial = v.object({ at: instant, tookMs: v.nullable(whole) })

/** Tells what the server knows of whether a phone rings while its app is closed. */
export const Wakefulness = v.object({
  account: slug,
  device: deviceId,
  state: v.picklist(wakeStates),
  trial: v.optional(Trial)
})
export type Wakefulness = v.InferOutput<typeof Wakefulness>

/** The answer of `GET /push/phones`. */
export const WakeList = v.object({ phones: v.array(Wakefulness) })

/** The body of `POST /push/silence`. */
export const SilenceTold = v.strictObject({ silence: v.picklist(silences) })

/** The body of `POST /push/trial`. */
export const TrialWish = v.strictObject({ account: slug, device: deviceId })

/** The answer of `POST /push/trial`: how long the phone took, ms; null: it has not answered. */
export const TrialAnswer = v.object({ tookMs: v.nullable(whole) })

/**
 * Tells why no trial was sent, as the field `reason` of a refusal. `not-approved`: whoever asks is not approved themselves;
 * `not-yours`: neither their own account nor one of a unit that they command; `asleep`: that phone takes no pushes.
 */
export const trialRefusals = ['not-approved', 'not-yours', 'asleep'] as const
export type TrialRefusal = (typeof trialRefusals)[number]

/** Tells whether a phone is to be counted on: it rings, and answered the last trial if there was one. */
export const isSilent = ({ state, trial }: Pick<Wakefulness, 'state' | 'trial'>): boolean =>
  state !== 'on' || (trial !== undefined && trial.tookMs === null)
