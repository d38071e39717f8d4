import { phrase } from './phrase-vi.ts'
import { text } from '../text.ts'

/** Words for a passphrase; loaded with the screens that ask for one. */
export const phraseWords = text('phrase', phrase)
