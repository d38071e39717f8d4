import { text } from './text.ts'
import { vi, type Words } from './vi.ts'

export type { Words }

/** What every screen needs; a feature's own words come with its screens. */
export const words = text('words', vi)
