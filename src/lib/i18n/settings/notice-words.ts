import { text } from '../text.ts'
import { notices } from './notices-vi.ts'

/** What people are told without asking; it comes with what tells them, never with the first screen. */
export const noticeWords = text('notices', notices)
