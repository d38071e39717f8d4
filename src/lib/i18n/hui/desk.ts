import { desk } from './desk-vi.ts'
import { text } from '../text.ts'

/** What the first page of the People's Committee says beside the words of hụi. */
export const deskWords = text('desk', desk)
