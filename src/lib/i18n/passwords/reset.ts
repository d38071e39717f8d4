import { text } from '../text.ts'
import { passwordReset } from './reset-vi.ts'

/** Words for a password that a commander sets anew; bundled with the screens that show them. */
export const resetWords = text('passwordReset', passwordReset)
