import { text } from '../text.ts'
import { password } from './password-vi.ts'

/** Words for changing one's own password; bundled with the screens that show them. */
export const passwordWords = text('password', password)
