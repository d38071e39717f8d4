import { isMoving, type Motion } from '#lib/domain/gates/motion.ts'
import type { Action } from './dialect.ts'
import { motionOf, withHeard, type Evidence, type MotionRun } from './evidence.ts'

/** A message's content, with what is known of its sender. */
interface Told {
  /** The controller's word; `own` tells whether it may count as more than an echo of a command. */
  word: Motion | null
  own: boolean
  position: number | null
  /** Whether it moves in a direction that it does not tell. */
  runs?: boolean
  /** Whether the gate itself was asked for its position and answers. */
  isAnswer?: boolean
  /** Whether the controller has no words for motion, so that only numbers on the way show one. */
  isStill?: boolean
  /** Unix ms. */
  at: number
}

/** How long after a motion the place where it ended may still be reported, ms: many makes say first that they stand. */
const lastWordMs = 4_000
/** The same where only numbers show a motion, ms. */
const lastNumberMs = 60_000

/** The part of a message that is evidence, and the part that has yet to be proven. */
interface Measured extends Pick<Evidence, 'claimed' | 'run'> {
  /** Null where nothing was said, or an end was only claimed. */
  position: number | null
}

/**
 * Tells what a position proves that may be the target of a command, or a copy that was kept. An end counts when the gate
 * came there from elsewhere in a reported motion, when the controller's own word confirms it, when the gate itself
 * answers so, or while it is known already. Any other end is only claimed, however often it is repeated.
 */
export function measured(before: Evidence, told: Told): Measured {
  const run = runAfter(before, told)
  const position = told.position ?? (confirms(told, before.claimed) ? before.claimed : null)
  if (position === null) {
    const stays = run?.endedAt !== null && !settles(told)
    return { position, claimed: stays ? before.claimed : null, run }
  }
  const isEnd = position === 0 || position === 100
  const isClaim = isEnd && !isProven(before, run, { ...told, position })
  if (run?.endedAt === null)
    return {
      position: isClaim ? null : position,
      claimed: null,
      run: isEnd && !isClaim ? run : { ...run, from: position }
    }
  // A motion that has ended begins no other one unseen.
  return isClaim
    ? { position: null, claimed: position, run }
    : { position, claimed: null, run: isEnd ? null : run }
}

/** Returns the evidence after a message, with what `measured` told of it. */
export function withMeasured(
  before: Evidence,
  word: Motion | null,
  { position, ...proof }: Measured
): Evidence {
  const heard = { ...withHeard(before, word, position), ...proof }
  // A claim ends earlier knowledge: the gate may be on its way.
  return proof.claimed === null ? heard : { ...heard, position: null, fresh: false }
}

/**
 * Returns the evidence after a command was published. What is reported next may be its echo, so that no number from
 * before it proves an end, and a gate that was told to open is not known to be closed.
 */
export function afterCommand(evidence: Evidence, action: Action): Evidence {
  if (action === 'STOP') return evidence
  const { run } = evidence
  const now = { ...evidence, run: run?.endedAt === null ? { ...run, from: null } : null }
  const opens = action === 'OPEN' || (typeof action === 'object' && action.position > 0)
  return opens && motionOf(evidence) === 'closed'
    ? { ...now, position: null, fresh: false, claimed: 100 }
    : now
}

function runAfter({ run, claimed, position: known }: Evidence, told: Told): MotionRun | null {
  const { word, position, runs = false, isStill = false, at } = told
  const goesOn = run?.endedAt === null
  if (runs || (word !== null && isMoving({ motion: word }))) {
    const to = word === 'opening' ? 100 : word === 'closing' ? 0 : null
    return goesOn && run.to === to ? run : { to, from: null, endedAt: null }
  }
  if (goesOn) return word === null ? run : { ...run, endedAt: at }
  const last = claimed ?? known
  const isBetween = position !== null && position > 0 && position < 100
  if (isStill && isBetween && last !== null && last !== position)
    return { to: null, from: position, endedAt: at }
  if (!run || run.endedAt === null) return null
  const ago = at - run.endedAt
  return ago < 0 || ago > (isStill ? lastNumberMs : lastWordMs) ? null : run
}

function isProven(before: Evidence, run: MotionRun | null, told: Told): boolean {
  const { position } = told
  if (told.isAnswer || confirms(told, position)) return true
  if (told.word === null && told.own && confirms({ ...told, word: before.word }, position)) return true
  if (run && run.from !== null && run.from !== position && (run.to ?? position) === position) return true
  return run?.endedAt !== null && before.fresh && before.position === position
}

/** Tells whether the controller's own word says that the gate is at this end. */
function confirms({ word, own }: Pick<Told, 'word' | 'own'>, end: number | null): boolean {
  return own && ((word === 'closed' && end === 0) || (word === 'open' && end === 100))
}

/** Tells whether the controller's own word says by itself how the gate stands. */
const settles = ({ word, own }: Told) => own && (word === 'closed' || word === 'open')
