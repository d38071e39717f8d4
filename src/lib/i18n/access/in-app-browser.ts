import { inApp } from './in-app-browser-vi.ts'
import { text } from '../text.ts'

/** Words of the screen shown inside another app's browser; bundled with that screen. */
export const inAppWords = text('inApp', inApp)
