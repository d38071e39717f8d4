import { care } from './care-vi.ts'
import { text } from '../text.ts'
import { vi } from '../vi.ts'

/** What is said of registering gates; it comes with their screens. */
export const careWords = text('care', { ...vi, care })
