import { calls } from './contacts-vi.ts'
import { text } from '../text.ts'

/** Words for phone calls; bundled with the screens that offer them. */
export const callWords = text('contacts', calls)
