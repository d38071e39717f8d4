import { text } from '../text.ts'
import { marking } from './marking-vi.ts'

/** Words for a text that bears a marking of a state secret. */
export const markingWords = text('marking', marking)
