import { calls } from './contacts-vi.ts'
import { text } from '../text.ts'

/** What is said of calling somebody; it comes with the screens that offer it. */
export const callWords = text('contacts', calls)
