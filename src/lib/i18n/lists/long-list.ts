import { text } from '../text.ts'
import { longList } from './long-list-vi.ts'

/** Words of lists that are drawn bit by bit; bundled with the screens that have one. */
export const longListWords = text('longList', longList)
