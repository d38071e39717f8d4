import { settings } from './settings-vi.ts'
import { text } from '../text.ts'

/** Words of the settings; bundled with their screen. */
export const settingWords = text('settings', settings)
