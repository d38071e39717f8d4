import { text } from '../text.ts'
import { handover } from './handover-vi.ts'

/** Words for handing work over; bundled with the screens that show them. */
export const handoverWords = text('handover', handover)
