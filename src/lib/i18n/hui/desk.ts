import { desk } from './desk-vi.ts'
import { text } from '../text.ts'

/** Words of the People's Committee's first page, in addition to the words of hụi. */
export const deskWords = text('desk', desk)
