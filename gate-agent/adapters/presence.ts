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
export function withEvidence<State extends PresenceState>(state: State, evidence: Evidence): State {
  const motion = motionOf(evidence)
  if (isMoving({ motion }) && state.here === false)
    return { ...state, evidence, motion: 'unknown', position: null }
  return { ...state, evidence, motion, position: positionBeside(evidence) }
}

/**
 * How long before its sign of life a controller may have sent a report that belongs to it, ms: some report first and
 * say that they are online afterwards.
 */
const birthMs = 3_000

/**
 * Tells whether a sign of life outdates what was reported until then: the controller may have been off meanwhile, and
 * the gate moved. A sign of life that the broker had stored tells of no birth.
 */
export function isOutdated(
  reportedAt: number | null,
  { retain, at }: Pick<Message, 'retain' | 'at'>
): boolean {
  return !retain && (reportedAt === null || at < reportedAt || at - reportedAt > birthMs)
}

/** Returns what is left of an obstruction after a birth: an obstacle is believed until a sensor sees none. */
export const afterBirth = (obstructed: boolean | null): true | null => (obstructed === true ? true : null)

/**
 * Applies an availability report; returns the same object when it changes nothing. Going offline keeps a report at
 * rest, and discards a motion and an obstruction. A repeated offline report also discards a motion that was reported in
 * between. A birth discards what was reported before it.
 */
export function withPresence<State extends PresenceState>(
  state: State,
  here: boolean | null,
  message: Pick<Message, 'retain' | 'at'>
): State {
  const now = here === state.here ? state : { ...state, here, deviceOnline: here === true }
  if (here === true) return isOutdated(state.reportedAt, message) ? unreported(now) : now
  const wasMoving = isMoving({ motion: motionOf(state.evidence) })
  if (here === null || (now === state && !wasMoving)) return now
  return withEvidence({ ...now, obstructed: null }, wasMoving ? noEvidence : state.evidence)
}

function unreported<State extends PresenceState>(state: State): State {
  const obstructed = afterBirth(state.obstructed)
  if (state.evidence.last === null && obstructed === state.obstructed) return state
  return withEvidence({ ...state, obstructed }, noEvidence)
}

/** Applies a report. One that the broker had stored may be days old, whoever is online now: it is no evidence. */
export function withReport<State extends PresenceState>(
  state: State,
  evidence: Evidence,
  message: Pick<Message, 'retain' | 'at'>
): State {
  return message.retain ? state : { ...withEvidence(state, evidence), reportedAt: message.at }
}
