type Storage = Partial<Pick<StorageManager, 'persisted' | 'persist' | 'estimate'>>

/**
 * What this browser grants the app on the phone's disk. It throws nothing away by itself once it has promised so
 * (`persist`); it gives no promise to every page, and sooner to an installed app.
 * @param storage undefined in a browser that tells nothing of it
 */
export function openSpace(storage: Storage | undefined) {
  return {
    /** `null`: this browser does not say. Bytes are its own estimate. */
    async state() {
      const [kept = null, { usage = null, quota = null } = {}] = await Promise.all([
        storage?.persisted?.(),
        storage?.estimate?.()
      ])
      const leftBytes = usage === null || quota === null ? null : Math.max(0, quota - usage)
      return { kept, usedBytes: usage, leftBytes }
    },
    /** Asks for the promise. @returns was it given? */
    async keep(): Promise<boolean> {
      return (await storage?.persist?.()) ?? false
    }
  }
}
