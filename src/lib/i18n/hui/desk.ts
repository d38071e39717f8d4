import { desk } from './desk-vi.ts'
import { text } from '../text.ts'

/** Words of the hụi task on first pages, in addition to the words of hụi. */
export const deskWords = text('desk', desk)
