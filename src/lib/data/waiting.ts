/**
 * How much each account of this phone has still to send. Only an open notebook sends, so what was kept last holds
 * while it is locked, and others are told without its PIN.
 */
export function openWaiting(shelf: Storage) {
  const nameOf = (account: string) => `waiting ${account}`
  return {
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
