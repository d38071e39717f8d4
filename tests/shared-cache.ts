import { vi } from 'vitest'

/** Puts a cache in memory in the place of the browser's, until globals are restored. */
export function cachesInMemory(): void {
  const kept = new Map<string, Response>()
  const cache = {
    async put(key: string, response: Response) {
      kept.delete(key)
      kept.set(key, response)
    },
    match: async (key: Request | string) => kept.get(key as string)?.clone(),
    delete: async (key: string) => kept.delete(key),
    keys: async () => [...kept.keys()].map((key) => ({ url: `https://so-tay.test${key}` }))
  }
  vi.stubGlobal('caches', { open: async () => cache })
}
