import { erasure as en } from './erasure-en.ts'
import { erasure as vi, type ErasureWords } from './erasure-vi.ts'
import type { Language } from '../words.ts'

const own: Record<Language, ErasureWords> = { vi, en }

/** What is said of erasing a person's data; it comes with the screens that do and tell it. */
export const erasureWords = (language: Language): ErasureWords => own[language]
