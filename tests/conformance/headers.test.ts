import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

/** Asks for every kind of answer that the server gives: none lacks the headers of all. */
let stack: TestStack
let keeper: TestAccount
let agent: Server
const build = mkdtempSync(join(tmpdir(), 'antt-build-'))
const frame = `/camera/cong-1b/frame.jpeg?exp=1&u=a&sig=${'A'.repeat(43)}`

beforeAll(async () => {
  mkdirSync(join(build, '_app/immutable'), { recursive: true })
  for (const name of ['index.html', '_app/immutable/a.js']) writeFileSync(join(build, name), '')
  agent = createServer((_incoming, outgoing) =>
    outgoing.writeHead(200, { 'content-type': 'image/jpeg' }).end()
  )
  await new Promise<void>((resolve) => agent.listen(0, '127.0.0.1', resolve))
  stack = await startTestStack({ buildDir: build })
  stack.camera.leadTo(`http://127.0.0.1:${(agent.address() as AddressInfo).port}`)
  keeper = await stack.account('keeper')
})
afterAll(async () => {
  await stack.stop()
  agent.close()
  rmSync(build, { recursive: true })
})

interface Asked {
  headers?: Record<string, string>
  body?: string
}
type Answer = { status: number; headers: IncomingHttpHeaders }

/** Headers that the proxy before the server adds. */
let proxied: Record<string, string> = {}

/** Unlike fetch, sends every header, method and upgrade as it is told to. */
const ask = (line: string, { headers = {}, body = '' }: Asked = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const [method, path] = line.split(' ') as [string, string]
    const asked = request(
      stack.url + path,
      { method, headers: { ...headers, ...proxied }, agent: false },
      (answer) => {
        answer.resume()
        resolve({ status: answer.statusCode!, headers: answer.headers })
      }
    )
    asked.on('error', reject).end(body)
  })

const json = { 'content-type': 'application/json' }
const text = { 'content-type': 'text/plain' }
const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
  'sec-websocket-version': '13'
}
const foreign = { origin: 'https://ke-gian.example' }
const member = () => keeper.headers
const cookieAlone = () => ({ cookie: keeper.headers['cookie']! })
const book = () => `/db/${stack.database('gates')}`

test.each<[what: string, status: number, () => Promise<Answer>]>([
  ['a page', 200, () => ask('GET /cong')],
  ['a script', 200, () => ask('GET /_app/immutable/a.js')],
  ['a script that is gone', 404, () => ask('GET /_app/immutable/b.js')],
  ['a page that is posted to', 405, () => ask('POST /cong', { headers: json })],
  ['health', 200, () => ask('GET /healthz')],
  ['health without a body', 200, () => ask('HEAD /healthz')],
  ['a method that a route lacks', 405, () => ask('PUT /devices')],
  ['a route, signed out', 401, () => ask('POST /broker', { headers: json })],
  ['a route, signed in', 200, () => ask('GET /devices', { headers: member() })],
  ['a wrong request of a locked phone', 403, () => ask('POST /broker/alarm', { headers: json })],
  ['push that is off', 404, () => ask('GET /push')],
  ['a body that is no JSON', 415, () => ask('POST /devices', { headers: text })],
  ['another site', 403, () => ask('GET /', { headers: foreign })],
  ['no path of the database', 404, () => ask('GET /db/_all_dbs')],
  ['a book, signed out', 401, () => ask(`GET ${book()}/_all_docs`)],
  ['a book, by no app', 401, () => ask(`GET ${book()}/_all_docs`, { headers: cookieAlone() })],
  ['a book', 200, () => ask(`GET ${book()}/_all_docs`, { headers: member() })],
  [
    'a push',
    201,
    () => ask(`POST ${book()}/_bulk_docs`, { headers: { ...json, ...member() }, body: '{"docs":[]}' })
  ],
  [
    'a push that is no JSON',
    415,
    () => ask(`POST ${book()}/_bulk_docs`, { headers: { ...member(), ...text } })
  ],
  ['no camera', 404, () => ask('GET /camera/x')],
  ['a picture', 200, () => ask(`GET ${frame}`)],
  ['a socket elsewhere', 404, () => ask('GET /x', { headers: upgrade })],
  ['a socket of another site', 403, () => ask('GET /mqtt', { headers: { ...upgrade, ...foreign } })],
  ['video that the agent refuses', 200, () => ask(`GET ${frame}`, { headers: upgrade })],
  ['no video', 404, () => ask('GET /camera/x', { headers: upgrade })]
])(
  '%s (%i): its type is not guessed, no other site uses it, and under TLS browsers stay there',
  async (_, status, asked) => {
    const headers = { 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' }
    proxied = {}
    const plain = await asked()
    expect(plain).toMatchObject({ status, headers })
    expect(plain.headers).not.toHaveProperty('strict-transport-security')
    proxied = { 'x-forwarded-proto': 'https' }
    const hsts = expect.stringMatching(/^max-age=\d{7,}$/)
    expect(await asked()).toMatchObject({
      status,
      headers: { ...headers, 'strict-transport-security': hsts }
    })
  }
)

test('an idle line is kept longer than browsers and proxies keep it: none of their requests meets one that closes', async () => {
  const chromiumKeepsForS = 300
  proxied = {}
  const { headers } = await ask('GET /healthz', { headers: { connection: 'keep-alive' } })
  expect(Number(/timeout=(\d+)/.exec(String(headers['keep-alive']))?.[1])).toBeGreaterThan(chromiumKeepsForS)
})
