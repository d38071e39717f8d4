import { text } from '../text.ts'
import { register } from './register-vi.ts'

/** Words of the register of notices; bundled with the screens that show it. */
export const registerWords = text('noticeRegister', register)

/** Formats an ISO day as `29/03/2025`. */
export const paperDate = (day: string): string => day.split('-').reverse().join('/')
