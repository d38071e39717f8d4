import { alarm } from './alarm-vi.ts'
import { text } from '../text.ts'

/** What the screens of alarms and drills say; it comes with them. */
export const alarmWords = text('alarm', alarm)
