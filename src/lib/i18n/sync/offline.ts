import { text } from '../text.ts'
import { offline } from './offline-vi.ts'

/**
 * Says whether this phone is ready to work offline; fetched with the component that shows it, since the first screen
 * does not need it.
 */
export const offlineWords = text('offline', offline)
