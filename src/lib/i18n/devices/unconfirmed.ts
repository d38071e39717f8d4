import { text } from '../text.ts'
import { unconfirmed } from './unconfirmed-vi.ts'

/** Words for records that came after their author had left; bundled with the screens that show them. */
export const unconfirmedWords = text('unconfirmed', unconfirmed)
