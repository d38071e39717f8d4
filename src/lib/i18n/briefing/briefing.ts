import { text } from '../text.ts'
import { briefing } from './briefing-vi.ts'

/** Words for the morning's meeting; bundled with its screens. */
export const briefingWords = text('briefing', briefing)
