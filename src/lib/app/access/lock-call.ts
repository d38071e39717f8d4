import type { SettingsStorage } from '../settings/settings.svelte.ts'

/** The police of the whole country, where a unit has named no number of its own. */
const everywhere = '113'

const keyOf = (account: string) => `call ${account}`

/** Keeps the unit's police number for an account's lock screen: whoever finds or grabs the phone may call. */
export function keepLockCall(shelf: SettingsStorage, account: string, number = ''): void {
  try {
    if ((shelf.getItem(keyOf(account)) ?? '') !== number) shelf.setItem(keyOf(account), number)
  } catch {
    // The disk is full: the lock calls the number it has.
  }
}

/** Returns the number that an account's lock screen calls. */
export const lockCall = (shelf: SettingsStorage, account: string): string =>
  shelf.getItem(keyOf(account)) || everywhere
