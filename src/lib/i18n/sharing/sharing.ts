import { text } from '../text.ts'
import { sharing } from './sharing-vi.ts'

/** Words for handing a text on to another app; bundled with the screens that offer it. */
export const sharingWords = text('sharing', sharing)
