import { text } from '../text.ts'
import { vi } from '../vi.ts'
import { strangers } from './strangers-vi.ts'

/** What the screens of strangers say; it comes with them. */
export const strangerWords = text('strangers', { ...vi, strangers })
