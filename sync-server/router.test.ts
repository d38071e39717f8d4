import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { router, type Handler } from './router.ts'

const says =
  (text: string): Handler =>
  (_incoming, outgoing) =>
    outgoing.end(text)
const handle = router(
  {
    '/broker': { POST: says('pass') },
    '/devices': { GET: says('list'), POST: says('kept') },
    '/down': { GET: () => Promise.reject(new Error('ECONNREFUSED')) }
  },
  says('app')
)
let server: Server
beforeAll(async () => {
  server = createServer((incoming, outgoing) => void handle(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

/** Unlike fetch, sends the path as it is written. */
const ask = (method: string, path: string) =>
  new Promise<{ status: number | undefined; allow: string | undefined; text: string }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo
    request({ port, method, path, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      answer.once('end', () => resolve({ status: answer.statusCode, allow: answer.headers.allow, text }))
    })
      .once('error', reject)
      .end()
  })

test('a known path is handled by its method', async () => {
  expect(await ask('POST', '/broker')).toMatchObject({ status: 200, text: 'pass' })
  expect(await ask('GET', '/devices')).toMatchObject({ status: 200, text: 'list' })
  expect(await ask('POST', '/devices')).toMatchObject({ status: 200, text: 'kept' })
})

test.each(['PUT', 'PATCH', 'OPTIONS'])('%s on a known path is 405 and names the methods', async (method) => {
  expect(await ask(method, '/devices')).toMatchObject({ status: 405, allow: 'GET, POST' })
})

test.each(['/', '/broker/', '/broker?x', '/Broker', '/%62roker', '/x/../broker', '/constructor', '//broker'])(
  '%s is not in the table and goes to the fallback',
  async (path) => expect(await ask('POST', path)).toMatchObject({ status: 200, text: 'app' })
)

test('a handler that rejects is 502', async () => {
  const { status, text } = await ask('GET', '/down')
  expect([status, JSON.parse(text)]).toMatchObject([502, { error: 'bad_gateway' }])
})
