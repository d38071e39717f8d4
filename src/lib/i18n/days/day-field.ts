import { dayField } from './day-field-vi.ts'
import { text } from '../text.ts'

/** Words of a field for a day; bundled with the forms that have one. */
export const dayFieldWords = text('dayField', dayField)
