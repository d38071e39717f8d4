import { text } from '../text.ts'
import { termSettings } from './term-settings-vi.ts'

/** Words of the screen on which a unit chooses its own hụi terms. */
export const termWords = text('termSettings', termSettings)
