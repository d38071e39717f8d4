import { text } from '../text.ts'
import { termSettings } from './term-settings-vi.ts'

/** What is said where a unit chooses its own words for hụi. */
export const termWords = text('termSettings', termSettings)
