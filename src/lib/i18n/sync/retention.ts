import { retention } from './retention-vi.ts'
import { text } from '../text.ts'

/** What is said of what was taken away; it comes with the screens that tell it. */
export const retentionWords = text('retention', retention)
