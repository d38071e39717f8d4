import { gateBox } from './gate-box-vi.ts'
import { text } from '../text.ts'

/** Words for leaving records at a gate's box; bundled with the screen that does so. */
export const gateBoxWords = text('gateBox', gateBox)
