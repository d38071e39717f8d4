import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { TestDevice } from '../../tests/facts.ts'
import { askSession } from '../../tests/devices/session.ts'
import { router } from '../router.ts'
import { sessionRoutes } from './session-route.ts'

test('of the requests for a session that come from one address few are answered at a time, and too many are sent away', async () => {
  const held: (() => void)[] = []
  const missing = () =>
    new Promise<never>((_, reject) =>
      held.push(() => reject(Object.assign(new Error(), { statusCode: 404 })))
    )
  const deps = {
    couch: { nano: { use: () => ({ get: missing }) } },
    store: { read: async () => null },
    nonces: { next: () => 'nonce', isFresh: () => true },
    oldestApp: () => '0.2.0',
    now: Date.now
  }
  const routes = sessionRoutes(deps as never, {} as never)
  const server = createServer(router(routes, () => {}))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const device = new TestDevice('giu-cong')
  let done = 0
  const all = Array.from({ length: 4 + 64 + 3 }, () =>
    askSession(url, device).then(({ status }) => (done++, status))
  )
  await expect.poll(() => done).toBe(3)
  expect(held).toHaveLength(4)
  while (done < all.length) {
    held.splice(0).forEach((end) => end())
    await new Promise((resolve) => setImmediate(resolve))
  }
  const statuses = await Promise.all(all)
  expect(statuses.filter((status) => status === 429)).toHaveLength(3)
  expect(statuses.filter((status) => status === 401)).toHaveLength(4 + 64)
  server.closeAllConnections()
  server.close()
})
