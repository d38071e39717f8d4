import { huiOwn } from './own-vi.ts'
import { text } from '../../text.ts'

/** Words of a host's own book, in addition to the words of hụi. */
export const ownWords = text('huiOwn', huiOwn)
