import { settings } from './settings-vi.ts'
import { text } from '../text.ts'

/** What the settings say; it comes with their screen. */
export const settingWords = text('settings', settings)
