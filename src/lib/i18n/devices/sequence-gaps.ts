import { phoneNumbers as en } from './sequence-gaps-en.ts'
import { phoneNumbers as vi, type PhoneNumbersWords } from './sequence-gaps-vi.ts'
import type { Language } from '../words.ts'

const own: Record<Language, PhoneNumbersWords> = { vi, en }

/** What is said of the numbers of a unit's phones; it comes with the page that lists them. */
export const phoneNumberWords = (language: Language): PhoneNumbersWords => own[language]
