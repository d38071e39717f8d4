import type { SettingsStorage } from '../settings/settings.svelte.ts'

const keyOf = (account: string) => `name ${account}`

/**
 * Keeps the name that the lock screen shows for an account: while its notebook is locked, the directory is sealed. It is the
 * whole name or the one that people use, never the bare given name, which is rude to a superior.
 */
export function keepLockName(shelf: SettingsStorage, account: string, name: string): void {
  try {
    if (shelf.getItem(keyOf(account)) !== name) shelf.setItem(keyOf(account), name)
  } catch {
    // The disk is full: the lock goes on naming the account.
  }
}

/**
 * Returns the name to show for each account while it is locked: as last known on this phone, else the account itself. People of
 * one name are told apart by their accounts.
 */
export function lockNames(shelf: SettingsStorage, accounts: readonly string[]): Map<string, string> {
  const known = new Map(accounts.map((account) => [account, shelf.getItem(keyOf(account)) ?? account]))
  const names = [...known.values()]
  const isShared = (name: string) => names.indexOf(name) !== names.lastIndexOf(name)
  return new Map(
    [...known].map(([account, name]) => [account, isShared(name) ? `${name} (${account})` : name])
  )
}
