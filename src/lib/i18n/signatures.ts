import { signatures as en } from './signatures-en.ts'
import { signatures as vi } from './signatures-vi.ts'
import type { Language } from './words.ts'

const own: Record<Language, typeof vi> = { vi, en }

/** What is said of signatures; it comes with the screens that check them. */
export const signatureWords = (language: Language): typeof vi => own[language]
