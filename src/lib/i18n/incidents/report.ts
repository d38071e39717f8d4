import { record as en } from './report-en.ts'
import { record as vi } from './report-vi.ts'
import type { Language } from '../words.ts'

const own: Record<Language, typeof vi> = { vi, en }

/** What an incident's paper says; it comes with that paper. */
export const recordWords = (language: Language): typeof vi => own[language]
