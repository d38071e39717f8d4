import { unsent as en } from './unsent-en.ts'
import { unsent as vi, type UnsentWords } from './unsent-vi.ts'
import type { Language } from '../words.ts'

const own: Record<Language, UnsentWords> = { vi, en }

/** What is said of records that the server has not; it comes with the page that lists them. */
export const unsentWords = (language: Language): UnsentWords => own[language]
