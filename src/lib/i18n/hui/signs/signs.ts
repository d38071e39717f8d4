import { text } from '../../text.ts'
import { signs } from './signs-vi.ts'

/** Words of the signs of a host; bundled with the screen that shows them. */
export const signWords = text('huiSigns', signs)
