/**
 * How much of each account on this phone has not reached the server: it waits, or was refused. Only an open notebook
 * sends, so what was kept last holds while it is locked, and others are told without its PIN.
 */
export function openUnsentCounts(shelf: Storage, changes: EventTarget) {
  const nameOf = (account: string) => `waiting ${account}`
  return {
    /** Told when another tab has counted anew. */
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
        // Full: the records themselves are elsewhere.
      }
    },
    of: (account: string): number => Number(shelf.getItem(nameOf(account))) || 0
  }
}
