import { desk as en } from './desk-en.ts'
import { desk as vi, type DeskWords } from './desk-vi.ts'
import type { Language } from '../words.ts'

const own: Record<Language, DeskWords> = { vi, en }

/** What the first page of the People's Committee says beside the words of hụi. */
export const deskWords = (language: Language): DeskWords => own[language]
