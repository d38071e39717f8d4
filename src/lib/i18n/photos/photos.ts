import { photos as en } from './photos-en.ts'
import { photos as vi } from './photos-vi.ts'
import type { Language } from '../words.ts'

const own: Record<Language, typeof vi> = { vi, en }

/** What is said of photos; it comes with the screens that show them. */
export const photoWords = (language: Language): typeof vi => own[language]

/** The sentence for a code with which a photo was refused; an unknown one has a sentence too. */
export function photoReason(language: Language, code = ''): string {
  const { reasons } = own[language]
  return Object.hasOwn(reasons, code) ? reasons[code as keyof typeof reasons] : reasons.other
}
