import { flags } from './flags-vi.ts'
import { text } from '../text.ts'

/** Words for what the server has found about a unit's devices; bundled with the pages that show it. */
export const flagWords = text('flags', flags)
