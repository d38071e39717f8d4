import { minPassword, weaknessOf } from '#lib/app/devices/device-sessions-store.svelte.ts'
import type { PasswordWords } from '#lib/i18n/settings/password-vi.ts'

/** Holds what is typed into the form, in memory only. */
export interface PasswordDraft {
  present: string
  wanted: string
  again: string
}

/** Returns what is wrong with each field, once somebody has asked. */
export function passwordProblems(
  { present, wanted, again }: PasswordDraft,
  account: string,
  asked: boolean,
  t: PasswordWords
): Record<keyof PasswordDraft, string> {
  if (!asked) return { present: '', wanted: '', again: '' }
  const weakness = weaknessOf(wanted, { account, present })
  return {
    present: present ? '' : t.missing,
    wanted: weakness === 'short' ? t.weak.short(minPassword) : weakness ? t.weak[weakness] : '',
    again: !weakness && again !== wanted ? t.differs : ''
  }
}
