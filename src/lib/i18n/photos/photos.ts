import { photos } from './photos-vi.ts'
import { text } from '../text.ts'

/** Words for photos; bundled with the screens that show them. */
export const photoWords = text('photos', photos)

/** Returns the sentence for the code with which a photo was refused; an unknown code gets a generic one. */
export function photoReason(code = ''): string {
  const { reasons } = photoWords
  return Object.hasOwn(reasons, code) ? reasons[code as keyof typeof reasons] : reasons.other
}
