import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openSession, type TestSession } from '../devices/session.ts'
import { TestDevice } from '../facts.ts'
import { limits } from '../../sync-server/gateway/turns/limits.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

let stack: TestStack
let keeper: TestAccount
beforeAll(async () => {
  // Whoever asks twice has taken much, and then hardly gets a turn while others ask.
  const light = { ...limits.light, burst: 2, refill: 0.1, rest: 1_000, waiting: 4 }
  stack = await startTestStack(
    {},
    { limits: { ...limits, light, nonce: light, lines: 40, unprovedSockets: 3 } }
  )
  keeper = await stack.account('keeper')
})
afterAll(() => stack.stop())

test('a flood from the address of a phone whose session is known holds that phone up for nothing', async () => {
  const nonce = () => fetch(`${stack.url}/session/nonce`)
  const known = () => fetch(`${stack.url}/session/nonce`, { headers: keeper.headers })
  expect((await known()).status).toBe(200)
  const flood = Array.from({ length: 12 }, async () => (await nonce()).status)
  expect((await known()).status).toBe(200)
  expect(await Promise.all(flood)).toContain(429)
})

test('a device is a caller of its own while it is approved and signed in; whoever waits counts with their address', async () => {
  const callerOf = ({ headers }: TestSession) => stack.sessions.remembered({ headers } as never)
  const waiting = await openSession(stack.url, new TestDevice(keeper.name), keeper.password)
  expect((await fetch(`${stack.url}/session`, { headers: waiting.headers })).status).toBe(200)
  expect([callerOf(waiting), callerOf(keeper)]).toEqual([null, `${keeper.name} ${keeper.device.id}`])
  const before = await stack.account('keeper')
  const again = await openSession(stack.url, before.device)
  expect([callerOf(before), callerOf(again)]).toEqual([null, `${before.name} ${before.device.id}`])
  await fetch(`${stack.url}/session`, { method: 'DELETE', headers: again.headers })
  expect(callerOf(again)).toBeNull()
})

test('of sockets without a pass the oldest are closed, one of more finds its place, and a known device keeps its own', async () => {
  const url = `${stack.url.replace('http', 'ws')}/mqtt`
  const own = new WebSocket(url, 'mqtt', { headers: { cookie: keeper.headers['cookie']! } })
  await new Promise((resolve) => own.once('open', resolve))
  const sockets = Array.from({ length: 4 }, () => new WebSocket(url, 'mqtt'))
  const closed = new Promise((resolve) =>
    sockets.map((one) => one.once('close', resolve).once('error', () => {}))
  )
  await closed
  const open = () => sockets.filter(({ readyState }) => readyState <= WebSocket.OPEN).length
  await expect.poll(open).toBe(3)
  expect(own.readyState).toBe(WebSocket.OPEN)
  for (const one of [own, ...sockets]) one.terminate()
})

test('of lines that wait for a request, one address keeps so many and no more', async () => {
  const { hostname, port } = new URL(stack.url)
  const lines = Array.from({ length: 60 }, () => connect(Number(port), hostname))
  for (const line of lines) line.on('error', () => {}).resume()
  await expect.poll(() => lines.filter(({ destroyed }) => !destroyed).length).toBe(40)
  for (const line of lines) line.destroy()
})

test('whoever is signed out is answered before the body comes, on a line that is then closed', async () => {
  const { hostname, port } = new URL(stack.url)
  const answers = ['POST /devices', 'POST /session/end', 'DELETE /push'].map(
    (request) =>
      new Promise<string>((resolve) => {
        const head = 'host: x\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n'
        const socket = connect(Number(port), hostname, () =>
          socket.write(`${request} HTTP/1.1\r\n${head}\r\n`)
        )
        let answer = ''
        socket.on('data', (some) => (answer += String(some))).once('close', () => resolve(answer))
      })
  )
  const statuses = (await Promise.all(answers)).map((answer) => answer.slice(9, 12))
  // Nothing is pushed here.
  expect(statuses).toEqual(['401', '401', '404'])
})

test('a line that sends its next request before it has the answer is closed, and takes no turns with it', async () => {
  const request = `GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n`
  const { hostname, port } = new URL(stack.url)
  const socket = connect(Number(port), hostname, () => socket.write(request.repeat(50)))
  let answers = ''
  socket.on('error', () => {}).on('data', (some) => (answers += String(some)))
  await new Promise((resolve) => socket.once('close', resolve))
  expect(answers.split('HTTP/1.1 200').length - 1).toBeLessThan(2)
  expect((await fetch(`${stack.url}/healthz`)).status).toBe(200)
})

test('of a key’s passes the latest sixteen count', async () => {
  const pass = await stack.broker.issue(
    { account: keeper.name, device: keeper.device.id },
    { publish: [], hear: [], clear: [] }
  )
  if (!pass) return
  const other = new TestDevice(keeper.name).id
  const kept = await stack.broker.issue(
    { account: keeper.name, device: other },
    { publish: [], hear: [], clear: [] }
  )
  for (let i = 0; i < 16; i++)
    await stack.broker.issue(
      { account: keeper.name, device: keeper.device.id },
      { publish: [], hear: [], clear: [] }
    )
  const connects = async ({ clientId, username, password }: NonNullable<typeof pass>) => {
    const { connectAsync } = (await import('mqtt')).default
    const options = { clientId, username, password, protocolVersion: 5, reconnectPeriod: 0 } as const
    return connectAsync(`${stack.url.replace('http', 'ws')}/mqtt`, options, false).then(
      (client) => client.endAsync(true).then(() => true),
      () => false
    )
  }
  expect([await connects(pass), await connects(kept!)]).toEqual([false, true])
})
