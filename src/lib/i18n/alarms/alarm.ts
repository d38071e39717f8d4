import { alarm as en } from './alarm-en.ts'
import { alarm as vi, type AlarmWords } from './alarm-vi.ts'
import type { Language } from '../words.ts'

const own: Record<Language, AlarmWords> = { vi, en }

/** What the screens of alarms and drills say; it comes with them. */
export const alarmWords = (language: Language): AlarmWords => own[language]
