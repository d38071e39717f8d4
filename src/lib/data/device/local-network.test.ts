import { expect, test } from 'vitest'
import { localNetwork } from './local-network.ts'

/** Builds a browser that knows only these permissions. */
const browser = (known: Record<string, PermissionState>) => ({
  async query({ name }: { name: string }) {
    if (!Object.hasOwn(known, name)) throw new TypeError('unknown permission')
    return { state: known[name] } as PermissionStatus
  }
})

test('the newest name counts, an older one where it is not known, and nobody asks where there is none', async () => {
  expect(await localNetwork(browser({ 'local-network': 'denied', 'local-network-access': 'granted' }))).toBe(
    'denied'
  )
  expect(await localNetwork(browser({ 'local-network-access': 'prompt' }))).toBe('prompt')
  expect(await localNetwork(browser({}))).toBe('free')
  expect(await localNetwork(undefined)).toBe('free')
})
