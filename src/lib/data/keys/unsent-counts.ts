/**
 * Counts each account's facts and photos on this phone that the server does not have, waiting or refused. Only an open
 * notebook sends, so the stored counts hold while it is locked, and other accounts see them without its PIN.
 */
export function openUnsentCounts(shelf: Storage, changes: EventTarget) {
  const nameOf = (account: string) => `waiting ${account}`
  return {
    /** Runs the callback when another tab has stored new counts. */
    watch(told: () => void): void {
      changes.addEventListener('storage', (event) => {
        if ((event as StorageEvent).key?.startsWith(nameOf(''))) told()
      })
    },
    keep(account: string, count: number): void {
      try {
        if (count > 0) shelf.setItem(nameOf(account), String(count))
        else shelf.removeItem(nameOf(account))
      } catch {
        // The disk is full; the records themselves are elsewhere.
      }
    },
    of: (account: string): number => Number(shelf.getItem(nameOf(account))) || 0
  }
}
