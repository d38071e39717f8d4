import type { Motion } from '#lib/domain/gates/motion.ts'
import type { CoverConfig } from './shapes.ts'

/** A controller's words for its states, in the order in which they are tried: where two are equal the first one counts. */
export type StateWords = readonly (readonly [word: string, motion: Motion])[]

export function wordsOf(config: CoverConfig): StateWords {
  return [
    [config.state_stopped, 'stopped'],
    [config.state_opening, 'opening'],
    [config.state_closing, 'closing'],
    [config.state_open, 'open'],
    [config.state_closed, 'closed']
  ]
}

/** Words are case-sensitive; one that the controller never announced is `unknown`. */
export function motionOfWord(words: StateWords, said: string): Motion {
  return words.find(([word]) => word === said)?.[1] ?? 'unknown'
}
