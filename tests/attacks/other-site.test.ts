import { request as httpRequest } from 'node:http'
import { WebSocket } from 'ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessionRequest } from '#lib/domain/access/session.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

/** A page of another site in the browser of somebody who is signed in, and somebody who types an address on a locked phone. */
let stack: TestStack
let keeper: TestAccount
let cookie = ''
beforeAll(async () => {
  stack = await startTestStack()
  keeper = await stack.account('keeper')
  cookie = keeper.headers['cookie']!
})
afterAll(() => stack.stop())

/** As a browser sends it; fetch would not let a test name the origin. */
function ask(method: string, path: string, headers: Record<string, string>, body = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(stack.url + path, { method, headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode!)
    })
    asked.on('error', reject).end(body)
  })
}
/** Returns the body of a right request for a session. */
async function request(): Promise<string> {
  const { device } = keeper
  const { nonce } = (await (await fetch(`${stack.url}/session/nonce`)).json()) as { nonce: string }
  const p = sessionRequest({
    account: keeper.name,
    device: device.id,
    key: device.publicKey,
    nonce,
    origin: stack.url
  })
  return JSON.stringify({ p, s: device.sign(p) })
}
const json = { 'content-type': 'application/json' }

test('an address typed on a phone that is signed in shows no record', async () => {
  const path = `/db/${stack.database('gates')}/_all_docs?include_docs=true`
  expect(await ask('GET', path, { cookie })).toBe(401)
  expect(await ask('GET', path, { cookie, 'x-antt': '1' })).toBe(401)
  expect(await ask('GET', path, keeper.headers)).toBe(200)
})

test.each(['http://ke-gian.example', 'null', 'http://localhost:1', 'không phải địa chỉ'])(
  'a page of %s signs nobody in, asks nothing and opens no socket',
  async (page) => {
    const origin = encodeURI(page)
    expect(await ask('POST', '/session', { ...json, origin }, await request())).toBe(403)
    for (const path of ['/broker', '/broker/alarm', '/push', '/devices', '/marks', '/seals'])
      expect(await ask('POST', path, { ...json, origin, ...keeper.headers }, '{}')).toBe(403)
    const path = `/db/${stack.database('gates')}/_all_docs`
    expect(await ask('GET', path, { origin, ...keeper.headers })).toBe(403)
    const socket = new WebSocket(`${stack.url.replace('http', 'ws')}/mqtt`, 'mqtt', { headers: { origin } })
    const answered = await new Promise<number>((resolve) => {
      socket.once('unexpected-response', (_request, answer) => resolve(answer.statusCode!))
      socket.once('open', () => resolve(101))
    })
    socket.once('error', () => {}).terminate()
    expect(answered).toBe(403)
  }
)

test('the app’s own page does', async () => {
  expect(await ask('POST', '/session', { ...json, origin: stack.url }, await request())).toBe(200)
})
