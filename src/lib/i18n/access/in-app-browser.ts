import { inApp } from './in-app-browser-vi.ts'
import { text } from '../text.ts'

/** What is said inside another app's browser; it comes with that screen. */
export const inAppWords = text('inApp', inApp)
