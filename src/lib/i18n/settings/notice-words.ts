import { text } from '../text.ts'
import { notices } from './notices-vi.ts'

/** Words of notifications; bundled with the code that shows them, never with the first screen. */
export const noticeWords = text('notices', notices)
