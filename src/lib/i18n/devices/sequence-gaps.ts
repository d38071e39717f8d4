import { phoneNumbers } from './sequence-gaps-vi.ts'
import { text } from '../text.ts'

/** Words for the sequence numbers of a unit's phones; bundled with the page that lists them. */
export const phoneNumberWords = text('sequenceGaps', phoneNumbers)
