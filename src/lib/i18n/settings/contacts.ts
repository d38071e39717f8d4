import { calls as en } from './contacts-en.ts'
import { calls as vi, type CallWords } from './contacts-vi.ts'
import type { Language } from '../words.ts'

const own: Record<Language, CallWords> = { vi, en }

/** What is said of calling somebody; it comes with the screens that offer it. */
export const callWords = (language: Language): CallWords => own[language]
