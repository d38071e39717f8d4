import { retention as en } from './retention-en.ts'
import { retention as vi, type RetentionWords } from './retention-vi.ts'
import type { Language } from '../words.ts'

const own: Record<Language, RetentionWords> = { vi, en }

/** What is said of what was taken away; it comes with the screens that tell it. */
export const retentionWords = (language: Language): RetentionWords => own[language]
