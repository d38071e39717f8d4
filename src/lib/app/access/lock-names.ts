import type { SettingsStorage } from '../settings/settings.svelte.ts'

/** Returns the name by which people call somebody, without rank or unit: the one known to all, else the last word of the name. */
export const calledName = ({ name, knownAs }: { name: string; knownAs?: string | undefined }): string =>
  knownAs ?? name.trim().split(/\s+/).at(-1) ?? name

const keyOf = (account: string) => `name ${account}`

/** Keeps the name that the lock screen greets an account by: while its notebook is locked, the directory is sealed. */
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
