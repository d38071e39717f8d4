import { vi, type Words } from './vi.ts'

export type { Words }
export type Language = 'vi' | 'en'

const known: Partial<Record<Language, Words>> = { vi }

/** Fetches a language; Vietnamese is always there, so that the first screen carries no other. @throws when it cannot be had */
export async function learn(language: Language): Promise<void> {
  if (language === 'en') known.en ??= (await import('./en.ts')).en
}

/** What the screens say in a language; in Vietnamese until `learn` has brought it. */
export const words = (language: Language): Words => known[language] ?? vi
