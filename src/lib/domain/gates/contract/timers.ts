import { moves, type GateAction } from './actions.ts'

/** From sending to `accepted`, ms; after that a phone says UNKNOWN and does not resend. */
export const acceptedWithinMs = 3_000
/** From `accepted` to `moving`, ms. */
export const movingWithinMs = 5_000
/** Factor by which a gate may exceed its calibrated travel time. */
const travelSlack = 1.5
/** Travel time assumed where it is not measured, ms. */
const unmeasuredTravelMs = 60_000
/** How long a gate warns with light and sound before it closes by itself, ms. */
export const warnMs = 5_000
/** How long PASS holds a gate open before it closes again, ms. */
export const passHoldMs = 60_000

/** How long a signed command is valid, ms; its MQTT expiry is the same. */
export const lifetimeMs = 5_000
/** Longest validity that an agent accepts, ms. */
export const maxLifetimeMs = 10_000
/** How long a command by text message is valid, ms: networks take seconds for one, and sometimes hours. */
export const smsLifetimeMs = 120_000
/** How far ahead of the agent's clock a command may have been signed, ms. */
export const maxAheadMs = 2_000
/** How old a challenge may be where the agent has no clock, ms. */
export const nonceMs = 10_000

/** How long an agent keeps the result of a command, ms. */
export const rememberedMs = 24 * 3_600_000
/** The most commands of one account to one gate … */
export const rateLimit = 6
/** … within this time, ms. */
export const rateWindowMs = 60_000
/** How long a first person's command waits for a second one, ms. */
export const approvalMs = 120_000
/** Longest postponement of the evening's closing, ms. */
export const maxPostponeMs = 12 * 3_600_000
/** How far ahead police may put off an evening's closing, ms: a holiday is known weeks before. */
export const maxPostponeAheadMs = 60 * 24 * 3_600_000

/** Interval between published states, ms; shorter where they carry the challenge of an agent without a clock. */
export const statePeriodMs = (challenges: boolean) => (challenges ? nonceMs / 2 : 30_000)
/** Greatest age of a state that counts as current, ms: one and a half intervals. */
export const freshMs = 45_000
/** Age at which a broker expires a state, ms: a dead agent leaves none. */
export const stateExpiryMs = 90_000

/** How often an agent queries a controller that says nothing by itself, ms. */
export const reportPeriodMs = 60_000
/** Greatest age of a controller's report that counts as current, ms: two queries may remain unanswered. */
export const reportExpiryMs = 3 * reportPeriodMs

/** Difference from which the phone's clock is worth a warning, ms. */
export const skewWarningMs = 60_000

/**
 * How far an agent's clock may seem to be from the server's, ms, while no answer of the agent has shown that it is: the
 * age at which a broker expires a state, since messages may be held back.
 */
export const maxUnansweredSkewMs = stateExpiryMs

/**
 * Returns the time limit from `accepted` to the end, ms. A quick gate that begins late still has its whole travel.
 * @param travelMs calibrated travel from end to end, null where it is not measured
 */
export function completedWithinMs(action: GateAction, travelMs: number | null): number {
  const expected = travelMs ?? unmeasuredTravelMs
  const travel = Math.max(Math.round(expected * travelSlack), expected + movingWithinMs)
  if (action === 'PASS') return 2 * travel + passHoldMs + warnMs
  return moves(action) ? travel : acceptedWithinMs
}
