import { phoneNumbers as en } from './phone-numbers-en.ts'
import { phoneNumbers as vi, type PhoneNumbersWords } from './phone-numbers-vi.ts'
import type { Language } from './words.ts'

const own: Record<Language, PhoneNumbersWords> = { vi, en }

/** What is said of the numbers of a unit's phones; it comes with the page that lists them. */
export const phoneNumberWords = (language: Language): PhoneNumbersWords => own[language]
