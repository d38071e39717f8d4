import { retention } from './retention-vi.ts'
import { text } from '../text.ts'

/** Words for removed quarters; bundled with the screens that list them. */
export const retentionWords = text('retention', retention)
