import { isMoving } from '#lib/domain/gates/motion.ts'
import type { DialectState, Message } from './dialect.ts'
import { motionOf, noEvidence, positionBeside, type Evidence } from './evidence.ts'

/** A gate whose controller says by itself whether it is there. Plain JSON. */
export interface PresenceState extends DialectState {
  evidence: Evidence
  /** What was said of its being there; null: nothing yet. */
  here: boolean | null
}

/** What is known of a gate that has said nothing yet. */
export const unheard = {
  evidence: noEvidence,
  here: null,
  position: null,
  motion: 'unknown',
  obstructed: null,
  deviceOnline: false,
  reportedAt: null
} as const

/** The gate with this evidence. One that is away is not shown on its way: how that ends nobody would hear. */
function withEvidence<State extends PresenceState>(state: State, evidence: Evidence): State {
  const motion = motionOf(evidence)
  if (isMoving({ motion }) && state.here === false)
    return { ...state, evidence, motion: 'unknown', position: null }
  return { ...state, evidence, motion, position: positionBeside(evidence) }
}

/**
 * The gate once its controller has said that it is there, or has gone; the same object where that is no news.
 * On going, a report at rest stays, a motion and an obstruction are forgotten; so is a motion that was heard of one that
 * is away, when that is said once more. Coming back restores nothing.
 */
export function withPresence<State extends PresenceState>(
  state: State,
  here: boolean | null,
  at: number
): State {
  const wasMoving = isMoving({ motion: motionOf(state.evidence) })
  if (here === state.here && !(here === false && wasMoving)) return state
  // The first sign of life vouches for what was retained before it; a later one does not.
  const vouches = here === true && state.here === null && state.evidence.last !== null
  const reportedAt = state.reportedAt ?? (vouches ? at : null)
  const now = { ...state, here, deviceOnline: here === true, reportedAt }
  if (here !== false) return now
  const evidence = wasMoving ? noEvidence : state.evidence
  return withEvidence({ ...now, obstructed: null }, evidence)
}

/** The gate after a report. A retained one may be days old, unless a controller that is there vouches for it. */
export function withReport<State extends PresenceState>(
  state: State,
  evidence: Evidence,
  message: Message
): State {
  const now = withEvidence(state, evidence)
  return message.retain && !state.deviceOnline ? now : { ...now, reportedAt: message.at }
}
