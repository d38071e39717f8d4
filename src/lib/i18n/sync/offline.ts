import { text } from '../text.ts'
import { offline } from './offline-vi.ts'

/** Is this phone ready to be without a network? Fetched with what tells it, for the first screen needs none of it. */
export const offlineWords = text('offline', offline)
