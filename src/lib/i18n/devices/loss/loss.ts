import { loss } from './loss-vi.ts'
import { text } from '../../text.ts'

/** Words for a lost phone; bundled with its screens. */
export const lossWords = text('loss', loss)
