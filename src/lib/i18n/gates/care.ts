import { care } from './care-vi.ts'
import { text } from '../text.ts'
import { vi } from '../vi.ts'

/** Words for registering gates; bundled with those screens. */
export const careWords = text('care', { ...vi, care })
