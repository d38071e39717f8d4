import { photos } from './photos-vi.ts'
import { text } from '../text.ts'

/** What is said of photos; it comes with the screens that show them. */
export const photoWords = text('photos', photos)

/** The sentence for a code with which a photo was refused; an unknown one has a sentence too. */
export function photoReason(code = ''): string {
  const { reasons } = photoWords
  return Object.hasOwn(reasons, code) ? reasons[code as keyof typeof reasons] : reasons.other
}
