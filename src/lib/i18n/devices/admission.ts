import { standing } from './admission-vi.ts'
import { text } from '../text.ts'

/** Words for phones and accounts in and out of use; bundled with their screens. */
export const standingWords = text('admission', standing)
