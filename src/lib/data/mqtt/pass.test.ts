import { expect, test } from 'vitest'
import { Passes } from './pass.ts'

const day = 24 * 3_600_000
const start = Date.UTC(2026, 10, 24, 8)

/** Builds a server that gives passes to an account. */
function serverWith(signedIn: string) {
  const server = { now: start, asked: 0, trouble: null as Response | null }
  const passes = new Passes({
    path: '/broker',
    account: 'ph-truc',
    now: () => server.now,
    timeout: () => new AbortController().signal,
    request: async () => '{}',
    async fetch() {
      server.asked++
      if (server.trouble) return server.trouble
      const clientId = `${signedIn}~x~${server.asked}`
      const expiresAt = new Date(server.now + day).toISOString()
      return Response.json({ url: 'ws://x/mqtt', clientId, username: clientId, password: 'p', expiresAt })
    }
  })
  return { server, passes }
}

test('one pass does for its whole day, and a new one comes before it is over', async () => {
  const { server, passes } = serverWith('ph-truc')
  const first = await passes.connectOptions()
  expect(first).toEqual({
    url: 'ws://x/mqtt',
    clientId: 'ph-truc~x~1',
    username: 'ph-truc~x~1',
    password: 'p'
  })
  server.now += day - 2 * 60_000
  expect(await passes.connectOptions()).toEqual(first)
  server.now += 90_000
  expect(await passes.connectOptions()).toHaveProperty('clientId', 'ph-truc~x~2')
})

test('a pass that the broker does not take any more is not shown to it again', async () => {
  const { server, passes } = serverWith('ph-truc')
  await passes.connectOptions()
  passes.drop()
  expect(await passes.connectOptions()).toHaveProperty('clientId', 'ph-truc~x~2')
})

test('another account’s pass is never taken', async () => {
  const { passes } = serverWith('ph-truong')
  expect(await passes.connectOptions()).toEqual({ afterMs: 0 })
})

test.each([
  [new Response('', { status: 503 }), 0],
  [new Response('{}', { status: 401 }), 0],
  [new Response('', { status: 429, headers: { 'retry-after': '90' } }), 90_000]
])('a server in trouble is asked once, and its wait is passed on', async (trouble, afterMs) => {
  const { server, passes } = serverWith('ph-truc')
  server.trouble = trouble
  expect(await passes.connectOptions()).toEqual({ afterMs })
  expect(server.asked).toBe(1)
})
