import { unsent } from './unsent-vi.ts'
import { text } from '../text.ts'

/** What is said of records that the server has not; it comes with the page that lists them. */
export const unsentWords = text('unsent', unsent)
