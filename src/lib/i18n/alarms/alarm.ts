import { alarm } from './alarm-vi.ts'
import { text } from '../text.ts'

/** Words of the alarm and drill screens; bundled with those screens. */
export const alarmWords = text('alarm', alarm)
