import { settings as en } from './settings-en.ts'
import { settings as vi, type SettingWords } from './settings-vi.ts'
import type { Language } from '../words.ts'

const own: Record<Language, SettingWords> = { vi, en }

/** What the settings say; it comes with their screen. */
export const settingWords = (language: Language): SettingWords => own[language]
