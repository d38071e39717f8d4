import type { Unsaved } from '#lib/app/notebook/record.ts'
import type { NotSaved } from '#lib/app/photos/record-with-photo.ts'
import { isVisible, isWellFormed, cleanText } from '#lib/app/notebook/clean-text.ts'
import { photoWords } from '#lib/i18n/photos/photos.ts'
import type { Words } from '#lib/i18n/words.ts'

/**
 * Checks typed text before saving: missing, longer than `max` UTF-16 units, or cut inside a character; '' when it is
 * fine.
 */
export function wordsProblem(text: string, max: number, missing: string, t: Words): string {
  const written = cleanText(text)
  if (!isVisible(written)) return missing
  if (!isWellFormed(written)) return t.unsaved['not-well-formed']
  return written.length > max ? t.note.over(written.length - max, max) : ''
}

/** Checks for an ISO day of 1900 to 2199: browsers allow years of more than four digits, and those of two as typed. */
export const isDay = (text: string) => /^(19|20|21)\d\d-\d\d-\d\d$/.test(text)

/** Returns the sentence of a refusal that concerns this place of the record; otherwise ''. */
export function refusedAt(refusal: Unsaved | null, place: string, t: Words): string {
  return refusal && 'at' in refusal && refusal.at === place ? t.unsaved[refusal.code] : ''
}

/** Scrolls to the first problem once it has been drawn. */
export function showFirstProblem(form: HTMLElement | undefined): void {
  setTimeout(() => form?.querySelector('[role=alert]')?.scrollIntoView({ block: 'center' }))
}

/** Explains why a record with a picture was not saved. */
export function shotProblem({ code }: NotSaved, t: Words): string {
  return code === 'not-a-picture' ? photoWords.problems[code] : t.unsaved[code]
}
