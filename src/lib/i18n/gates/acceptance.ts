import { acceptance as en } from './acceptance-en.ts'
import { acceptance as vi, type AcceptanceWords } from './acceptance-vi.ts'
import { gateWords, type GateWords } from './gates.ts'
import type { Language } from '../words.ts'

const own: Record<Language, AcceptanceWords> = { vi, en }

/** What is said of testing a gate; it comes with those screens. */
export const acceptanceWords = (language: Language): GateWords & { acceptance: AcceptanceWords } => ({
  ...gateWords(language),
  acceptance: own[language]
})
