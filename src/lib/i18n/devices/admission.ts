import { standing } from './admission-vi.ts'
import { text } from '../text.ts'

/** What is said of phones and accounts in and out of use; it comes with their screens. */
export const standingWords = text('admission', standing)
