import { isMoving, type Motion } from '#lib/domain/gates/motion.ts'

/** The last word and the last position of a controller, and which of the two is newer. Plain JSON. */
export interface Evidence {
  /** Null where there was none, or it says nothing any more. */
  word: Motion | null
  position: number | null
  /** Which came last; `both` in one message. */
  last: 'word' | 'position' | 'both' | null
  /** The position came after the last word that told of a motion, or may have. */
  fresh: boolean
}

export const noEvidence: Evidence = { word: null, position: null, last: null, fresh: false }

/** What is known after a message with a word, a position or both. */
export function withHeard(before: Evidence, word: Motion | null, position: number | null): Evidence {
  const moves = word !== null && isMoving({ motion: word })
  const begins = moves && word !== before.word
  // An unknown word may hide a motion.
  const blurs = moves || word === 'unknown'
  return {
    word: word ?? before.word,
    // Where a motion begins, or a resting word says otherwise, the position before it counts no more.
    position: position ?? (begins || denies(word, before.position) ? null : before.position),
    last: word === null ? 'position' : position === null ? 'word' : 'both',
    fresh: blurs ? false : position !== null || before.fresh
  }
}

/**
 * How the gate moves or rests. `closed` needs a closed word or a closed end, newer than the last motion; where
 * word and position contradict, the newer one counts, and where they came together nobody knows.
 */
export function motionOf({ word, position, last, fresh }: Evidence): Motion {
  if (word === null) return atEnd(position, 'open') ?? 'unknown'
  if (isMoving({ motion: word })) return word
  if (word === 'stopped') return (fresh ? atEnd(position, 'stopped') : null) ?? 'stopped'
  if (word === 'unknown') return (last === 'position' ? atEnd(position, 'open') : null) ?? 'unknown'
  if (word === 'closed' && last === 'both' && position !== 0 && position !== null) return 'unknown'
  return atEnd(position, 'stopped') ?? word
}

/** The position worth showing beside that motion: at rest only one that is newer than the last motion. */
export function positionBeside(evidence: Evidence): number | null {
  return evidence.fresh || isMoving({ motion: motionOf(evidence) }) ? evidence.position : null
}

function atEnd(position: number | null, between: Motion): Motion | null {
  if (position === null) return null
  return position === 0 ? 'closed' : position === 100 ? 'open' : between
}

/** Does a resting word say that the gate is not where it was? */
function denies(word: Motion | null, position: number | null): boolean {
  return (word === 'open' && position === 0) || (word === 'closed' && position !== 0)
}
