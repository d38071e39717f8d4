import type { Motion } from '#lib/domain/gates/motion.ts'
import type { CoverConfig } from './shapes.ts'

/** A controller's words for its states, in matching order: when two are equal the first one wins. */
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

/** Matches case-sensitively; a word that the controller never announced is `unknown`. */
export function motionOfWord(words: StateWords, said: string): Motion {
  return words.find(([word]) => word === said)?.[1] ?? 'unknown'
}
