import { expect, test } from 'vitest'
import { newDevice } from '../keys/keys.ts'
import { ServerSession } from './server-session.ts'

/** A server that counts the sessions it opened; of one that it ended it answers 401. */
function serverOf() {
  const server = { opened: 0, live: '' }
  const answer = async (path: string, init: RequestInit = {}): Promise<Response> => {
    // Its answers take a moment, and not all the same.
    await new Promise((resolve) => setTimeout(resolve, path === '/db/slow' ? 20 : 2))
    if (path === '/session/nonce') return Response.json({ nonce: 'n' })
    if (init.method === 'POST' && path === '/session') {
      server.live = `t${++server.opened}`
      return Response.json({
        account: 'giu-cong',
        state: 'approved',
        roles: [],
        token: server.live
      })
    }
    const { 'x-antt': token } = init.headers as Record<string, string>
    return Response.json({ ok: true }, { status: token === server.live ? 200 : 401 })
  }
  return { server, fetch: ((path, init) => answer(String(path), init)) as typeof fetch }
}

test('requests that meet an ended session at once, or late, share one new session', async () => {
  const { server, fetch } = serverOf()
  const http = {
    fetch,
    timeout: (ms: number) => AbortSignal.timeout(ms),
    now: Date.now,
    deviceNow: Date.now,
    learn() {}
  }
  const device = (await newDevice()).key
  const session = new ServerSession({ http, account: 'giu-cong', device, origin: 'http://localhost' })
  expect((await session.fetch('/db/quick')).status).toBe(200)
  expect(server.opened).toBe(1)
  server.live = 'ended'
  const answers = await Promise.all(
    ['/db/slow', '/db/quick', '/db/slow', '/db/quick'].map((path) => session.fetch(path, { headers: {} }))
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(server.opened).toBe(2)
})
