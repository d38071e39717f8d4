import { text } from '../text.ts'
import { firstPassword } from './first-vi.ts'

/** Words for the first sign-in with a one-time password; loaded when the server asks for another one. */
export const firstPasswordWords = text('firstPassword', firstPassword)
