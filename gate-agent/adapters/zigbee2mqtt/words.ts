import type { Motion } from '#lib/domain/gates/motion.ts'

/** Makers write these with small or capital letters. */
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

/** Which way it goes by the words under its motion keys; null: none of them says so. Where they contradict, nobody knows. */
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
