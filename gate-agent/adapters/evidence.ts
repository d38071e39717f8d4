import { isMoving, type Motion } from '#lib/domain/gates/motion.ts'

/** The last state word and the last position from a controller, and which of the two is newer. Plain JSON. */
export interface Evidence {
  /** Null when there was none, or when it no longer counts. */
  word: Motion | null
  position: number | null
  /** Which of the two came last; `both` when they came in one message. */
  last: 'word' | 'position' | 'both' | null
  /** Whether the position is newer than the last word that reported, or may have hidden, a motion. */
  fresh: boolean
  /** An end that was reported without proof that the gate is there, see `measured`; null: none. */
  claimed: number | null
  run: MotionRun | null
}

/** A reported motion, from which an end that is reported next may have come. */
export interface MotionRun {
  /** The end to which it leads, percent; null: not known. */
  to: number | null
  /** The last position heard in it, other than an end it had come to; null: none. */
  from: number | null
  /** Time when it ended, Unix ms; null: it goes on. */
  endedAt: number | null
}

export const noEvidence: Evidence = {
  word: null,
  position: null,
  last: null,
  fresh: false,
  claimed: null,
  run: null
}

/** Returns the evidence after a message with a word, a position or both. */
export function withHeard(before: Evidence, word: Motion | null, position: number | null): Evidence {
  const moves = word !== null && isMoving({ motion: word })
  const begins = moves && word !== before.word
  // An unknown word may hide a motion.
  const blurs = moves || word === 'unknown'
  return {
    ...before,
    word: word ?? before.word,
    // Discard the old position when a motion begins or a resting word contradicts it.
    position: position ?? (begins || denies(word, before.position) ? null : before.position),
    last: word === null ? 'position' : position === null ? 'word' : 'both',
    fresh: blurs ? false : position !== null || before.fresh
  }
}

/**
 * Derives the motion of the gate. `closed` requires a closed word or a position at the closed end that is newer than
 * the last motion. When word and position contradict each other the newer one counts, but never makes the gate closed;
 * when both came in one message the result is `unknown`.
 */
export function motionOf({ word, position, last, fresh, claimed }: Evidence): Motion {
  if (word === null) return atEnd(position, 'open') ?? 'unknown'
  if (isMoving({ motion: word })) return word
  if (claimed !== null) return 'unknown'
  if (word === 'stopped') return (fresh ? atEnd(position, 'stopped') : null) ?? 'stopped'
  if (word === 'unknown') return (last === 'position' ? atEnd(position, 'open') : null) ?? 'unknown'
  if (word === 'open' && position === 0) return 'unknown'
  if (word === 'closed' && last === 'both' && position !== 0 && position !== null) return 'unknown'
  return atEnd(position, 'stopped') ?? word
}

/** Returns the position to show beside that motion; at rest, only one that is newer than the last motion. */
export function positionBeside(evidence: Evidence): number | null {
  return evidence.fresh || isMoving({ motion: motionOf(evidence) }) ? evidence.position : null
}

function atEnd(position: number | null, between: Motion): Motion | null {
  if (position === null) return null
  return position === 0 ? 'closed' : position === 100 ? 'open' : between
}

/** Tells whether a resting word contradicts the last position. */
function denies(word: Motion | null, position: number | null): boolean {
  return (word === 'open' && position === 0) || (word === 'closed' && position !== 0)
}
