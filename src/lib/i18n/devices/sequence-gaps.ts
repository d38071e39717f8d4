import { phoneNumbers } from './sequence-gaps-vi.ts'
import { text } from '../text.ts'

/** What is said of the numbers of a unit's phones; it comes with the page that lists them. */
export const phoneNumberWords = text('sequenceGaps', phoneNumbers)
