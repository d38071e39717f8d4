import { text } from '../text.ts'
import { sharedItems } from './shared-items-vi.ts'

/** Words for what other apps have shared into the notebook; bundled with the screens that show it. */
export const sharedItemWords = text('sharedItems', sharedItems)
