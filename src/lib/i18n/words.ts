import { text } from './text.ts'
import { vi, type Words } from './vi.ts'

export type { Words }

/** Words that every screen needs; a feature's own words are bundled with its screens. */
export const words = text('words', vi)
