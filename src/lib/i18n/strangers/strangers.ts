import { text } from '../text.ts'
import { vi } from '../vi.ts'
import { strangers } from './strangers-vi.ts'

/** Words of the screens for strangers; bundled with those screens. */
export const strangerWords = text('strangers', { ...vi, strangers })
