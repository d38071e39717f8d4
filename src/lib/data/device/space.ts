type Storage = Partial<Pick<StorageManager, 'persisted' | 'persist' | 'estimate'>>

/**
 * Opens the browser's storage grants. A browser evicts nothing by itself once it has promised so (`persist`); not every
 * page gets the promise, and an installed app gets it sooner.
 * @param storage undefined in a browser without this API
 */
export function openSpace(storage: Storage | undefined) {
  return {
    /** Returns the grants; `null`: this browser does not say. Bytes are the browser's own estimate. */
    async state() {
      const [kept = null, { usage = null, quota = null } = {}] = await Promise.all([
        storage?.persisted?.(),
        storage?.estimate?.()
      ])
      const leftBytes = usage === null || quota === null ? null : Math.max(0, quota - usage)
      return { kept, usedBytes: usage, leftBytes }
    },
    /** Asks for the promise. @returns whether it was given */
    async keep(): Promise<boolean> {
      return (await storage?.persist?.()) ?? false
    }
  }
}
