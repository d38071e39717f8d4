import { unsent } from './unsent-vi.ts'
import { text } from '../text.ts'

/** Words for records the server does not have; bundled with the page that lists them. */
export const unsentWords = text('unsent', unsent)
