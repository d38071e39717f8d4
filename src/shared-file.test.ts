import { afterEach, expect, test, vi } from 'vitest'
import { bundleLimits } from './lib/domain/peers/bundle/limits.ts'
import { forgetShared, keepShared, waitingShared } from './shared-file.ts'

/** A cache in memory. */
function shelf() {
  const kept = new Map<string, Response>()
  const cache = {
    put: async (key: string, response: Response) => void kept.set(key, response),
    match: async (key: string) => kept.get(key)?.clone(),
    delete: async (key: string) => kept.delete(key)
  }
  vi.stubGlobal('caches', { open: async () => cache })
}
afterEach(() => vi.unstubAllGlobals())

/** The answer to a redirect needs an address of its own, which a service worker has. */
const redirected = vi
  .spyOn(Response, 'redirect')
  .mockImplementation(() => new Response(null, { status: 204 }))

test('a shared file waits by its name until it is forgotten, in place of the one before; what can be no bundle is left out', async () => {
  shelf()
  await keepShared(new File(['một'], 'a.sotay'))
  await keepShared(new File(['hai'], 'sổ tay.sotay'))
  expect(redirected).toHaveBeenLastCalledWith('/peers?do=take&by=file', 303)
  const file = (await waitingShared())!
  expect([file.name, await file.text()]).toEqual(['sổ tay.sotay', 'hai'])
  expect((await waitingShared())?.name).toBe('sổ tay.sotay')
  await forgetShared()
  expect(await waitingShared()).toBeNull()
  await keepShared(new File(['một'], 'a.sotay'))
  await keepShared(new File([new Uint8Array(bundleLimits.file + 1)], 'lon.sotay'))
  expect(await waitingShared()).toBeNull()
  await keepShared(new File([], 'rong.sotay'))
  expect(await waitingShared()).toBeNull()
})
