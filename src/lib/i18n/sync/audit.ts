import { audit as en } from './audit-en.ts'
import { audit as vi } from './audit-vi.ts'
import type { Language } from '../words.ts'

const own: Record<Language, typeof vi> = { vi, en }

/** What is said of comparing with the server; it comes with the page that offers it. */
export const auditWords = (language: Language): typeof vi => own[language]
