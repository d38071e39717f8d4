import { care as en } from './care-en.ts'
import { care as vi, type CareWords } from './care-vi.ts'
import { words, type Language, type Words } from '../words.ts'

const own: Record<Language, CareWords> = { vi, en }

/** What is said of registering gates; it comes with their screens. */
export const careWords = (language: Language): Words & { care: CareWords } => ({
  ...words(language),
  care: own[language]
})
