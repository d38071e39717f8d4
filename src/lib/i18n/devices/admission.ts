import { standing as en } from './admission-en.ts'
import { standing as vi, type StandingWords } from './admission-vi.ts'
import type { Language } from '../words.ts'

const own: Record<Language, StandingWords> = { vi, en }

/** What is said of phones and accounts in and out of use; it comes with their screens. */
export const standingWords = (language: Language): StandingWords => own[language]
