import type { Motion } from '#lib/domain/gates/motion.ts'

/** Lower-cased, since manufacturers differ in case. */
const words: Readonly<Record<string, Motion>> = {
  up: 'opening',
  opening: 'opening',
  rising: 'opening',
  down: 'closing',
  closing: 'closing',
  declining: 'closing',
  stop: 'stopped',
  stopped: 'stopped',
  pause: 'stopped',
  blocked: 'stopped'
}

/**
 * Returns the motion from the words under its motion keys; null when none gives one, `unknown` when they contradict
 * each other.
 */
export function movingOf(told: readonly unknown[]): Motion | null {
  const motions = new Set(told.filter((word) => word !== null).map(motionOf))
  return motions.size > 1 ? 'unknown' : ([...motions][0] ?? null)
}

export function isBlocked(told: readonly unknown[]): boolean {
  return told.some((word) => typeof word === 'string' && word.toLowerCase() === 'blocked')
}

function motionOf(told: unknown): Motion {
  const word = typeof told === 'string' ? told.toLowerCase() : ''
  return Object.hasOwn(words, word) ? words[word]! : 'unknown'
}
