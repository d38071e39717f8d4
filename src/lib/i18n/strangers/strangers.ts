import { strangers as en } from './strangers-en.ts'
import { strangers as vi, type StrangerWords } from './strangers-vi.ts'
import { words, type Language, type Words } from '../words.ts'

const own: Record<Language, StrangerWords> = { vi, en }

/** All that the screens of strangers say. */
export const strangerWords = (language: Language): Words & { strangers: StrangerWords } => ({
  ...words(language),
  strangers: own[language]
})
