import { en } from './en.ts'
import { vi, type RefusedCode, type Words } from './vi.ts'

export type { Words }
export type Language = 'vi' | 'en'

const wordsByLanguage: Record<Language, Words> = { vi, en }

/** What the screens say in a language. */
export const words = (language: Language): Words => wordsByLanguage[language]

/** The sentence for a code that a server sent; one that this build does not know has a sentence too. */
export function refusedSentence(t: Words, code: string | undefined): string {
  return code && Object.hasOwn(t.refused, code) ? t.refused[code as RefusedCode] : t.refused.unknown
}
