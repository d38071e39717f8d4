import { isMoving } from '#lib/domain/gates/motion.ts'
import type { DialectState, Message } from './dialect.ts'
import { motionOf, noEvidence, positionBeside, type Evidence } from './evidence.ts'

/** State of a gate whose controller reports its own availability. Plain JSON. */
export interface PresenceState extends DialectState {
  evidence: Evidence
  /** Last availability report; null before the first. */
  here: boolean | null
}

/** Initial state of a gate that has not reported yet. */
export const unheard = {
  evidence: noEvidence,
  here: null,
  position: null,
  motion: 'unknown',
  obstructed: null,
  deviceOnline: false,
  reportedAt: null
} as const

/** Applies evidence to a gate. An offline gate is not shown moving, because nobody would hear how the motion ends. */
function withEvidence<State extends PresenceState>(state: State, evidence: Evidence): State {
  const motion = motionOf(evidence)
  if (isMoving({ motion }) && state.here === false)
    return { ...state, evidence, motion: 'unknown', position: null }
  return { ...state, evidence, motion, position: positionBeside(evidence) }
}

/**
 * Applies an availability report; returns the same object when it changes nothing. Going offline keeps a report at
 * rest, and discards a motion and an obstruction. A repeated offline report also discards a motion that was reported in
 * between. Coming back online restores nothing.
 */
export function withPresence<State extends PresenceState>(
  state: State,
  here: boolean | null,
  at: number
): State {
  const wasMoving = isMoving({ motion: motionOf(state.evidence) })
  if (here === state.here && !(here === false && wasMoving)) return state
  // The first sign of life confirms messages retained before it; later ones do not.
  const vouches = here === true && state.here === null && state.evidence.last !== null
  const reportedAt = state.reportedAt ?? (vouches ? at : null)
  const now = { ...state, here, deviceOnline: here === true, reportedAt }
  if (here !== false) return now
  const evidence = wasMoving ? noEvidence : state.evidence
  return withEvidence({ ...now, obstructed: null }, evidence)
}

/** Applies a report. A retained one may be days old, so its time counts only when the controller is online. */
export function withReport<State extends PresenceState>(
  state: State,
  evidence: Evidence,
  message: Message
): State {
  const now = withEvidence(state, evidence)
  return message.retain && !state.deviceOnline ? now : { ...now, reportedAt: message.at }
}
