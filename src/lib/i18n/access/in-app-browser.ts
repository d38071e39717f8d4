import { inApp as en } from './in-app-browser-en.ts'
import { inApp as vi, type InAppWords } from './in-app-browser-vi.ts'
import type { Language } from '../words.ts'

const own: Record<Language, InAppWords> = { vi, en }

/** What is said inside another app's browser; it comes with that screen. */
export const inAppWords = (language: Language): InAppWords => own[language]
