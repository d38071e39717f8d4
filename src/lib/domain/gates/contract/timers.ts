import { moves, type GateAction } from './actions.ts'

/** From sending to `accepted`, ms; after that a phone says UNKNOWN and sends nothing again by itself. */
export const acceptedWithinMs = 3_000
/** From `accepted` to `moving`, ms. */
export const movingWithinMs = 5_000
/** How much longer than calibrated a gate may travel. */
export const travelSlack = 1.5
/** Where nobody has measured it, ms. */
export const unmeasuredTravelMs = 60_000
/** How long PASS holds a gate open before it closes again, ms. */
export const passHoldMs = 60_000

/** A command is signed for this long, ms, and travels with the same expiry. */
export const lifetimeMs = 5_000
/** Longest life an agent takes, ms. */
export const maxLifetimeMs = 10_000
/** How far ahead of the agent's clock a command may have been signed, ms. */
export const maxAheadMs = 2_000
/** How old a challenge may be where the agent has no clock, ms. */
export const nonceMs = 10_000

/** For how long an agent keeps what came of a command, ms. */
export const rememberedMs = 24 * 3_600_000
/** At most so many commands of one account to one gate … */
export const rateLimit = 6
/** … within this, ms. */
export const rateWindowMs = 60_000
/** How long a first person's command waits for a second one, ms. */
export const approvalMs = 120_000
/** Longest postponement of the evening's closing, ms. */
export const maxPostponeMs = 12 * 3_600_000

/** A state is published this often, ms; faster where it carries the challenge of an agent without a clock. */
export const statePeriodMs = (challenges: boolean) => (challenges ? nonceMs / 2 : 30_000)
/** Up to this age a state is what is; a beat and a half, ms. */
export const freshMs = 45_000
/** After this a broker forgets a state, ms: a dead agent leaves none. */
export const stateExpiryMs = 90_000

/** From when on the phone's clock is worth a word, ms. */
export const skewWarningMs = 60_000

/**
 * From `accepted` to the end, ms.
 * @param travelMs calibrated travel from end to end, null where nobody has measured it
 */
export function completedWithinMs(action: GateAction, travelMs: number | null): number {
  const travel = Math.round((travelMs ?? unmeasuredTravelMs) * travelSlack)
  if (action === 'PASS') return 2 * travel + passHoldMs
  return moves(action) ? travel : acceptedWithinMs
}
