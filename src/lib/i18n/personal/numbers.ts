import { text } from '../text.ts'
import { numbers } from './numbers-vi.ts'

/** Words of the offer about numbers; bundled with the forms. */
export const numberWords = text('looseNumbers', numbers)
