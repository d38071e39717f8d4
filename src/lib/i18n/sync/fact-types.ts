import { kinds as en } from './fact-types-en.ts'
import { kinds as vi } from './fact-types-vi.ts'
import type { Language } from '../words.ts'

const own: Record<Language, Record<string, string>> = { vi, en }

/** What a record of each type is called; it comes with the screens that list records. */
export const kindWords = (language: Language) => own[language]
