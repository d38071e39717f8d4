import { text } from '../../text.ts'
import { remarks } from './remarks-vi.ts'

/** Words of what is written of a person beside the lines; bundled with the screens that show them. */
export const remarkWords = text('huiRemarks', remarks)
