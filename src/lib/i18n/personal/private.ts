import { text } from '../text.ts'
import { privateBook } from './private-vi.ts'

/** Words of the private book; bundled with the screens that show it. */
export const privateWords = text('privateBook', privateBook)
