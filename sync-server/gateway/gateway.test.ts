import { request, type IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { gatewayBefore } from '../../tests/gateway/scripted-gateway.ts'

const fromApp = { 'x-antt': '1' }
const ask = (url: string) => fetch(url, { headers: fromApp })

test('only named headers go on', async () => {
  let seen: IncomingMessage['headers'] = {}
  const url = await gatewayBefore((incoming, outgoing) => {
    seen = incoming.headers
    outgoing.end('{}')
  })
  await fetch(`${url}/antt-xa-hui/_all_docs`, {
    headers: {
      ...fromApp,
      authorization: 'Basic eDp5',
      cookie: 'a=1',
      'x-member': 'may-chu',
      'x-auth-couchdb-username': 'admin',
      'x-auth-couchdb-roles': '_admin',
      'x-antt-door': 'forged',
      'x-http-method-override': 'DELETE',
      'x-couchdb-www-authenticate': 'Cookie'
    }
  })
  expect(seen).toEqual({
    accept: 'application/json',
    'x-antt-door': 'key',
    'x-member': 'giu-cong 1',
    host: expect.any(String),
    connection: 'keep-alive'
  })
})

test('only named headers come back', async () => {
  const url = await gatewayBefore((_incoming, outgoing) => {
    outgoing.setHeader('server', 'CouchDB')
    outgoing.setHeader('x-couch-request-id', '1')
    outgoing.setHeader('www-authenticate', 'Basic')
    outgoing.setHeader('cache-control', 'public')
    outgoing.setHeader('set-cookie', 'AuthSession=x; Version=1; Path=/; Domain=elsewhere')
    outgoing.end('{}')
  })
  const { headers } = await ask(`${url}/antt-xa-hui/_all_docs`)
  for (const name of ['server', 'x-couch-request-id', 'www-authenticate'])
    expect(headers.get(name)).toBeNull()
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('set-cookie')).toBeNull()
})

test('a CouchDB that is away, or ends in the middle, costs that request alone', async () => {
  let broken = true
  const url = await gatewayBefore((incoming, outgoing) => {
    if (!broken) return void outgoing.end('{}')
    if (incoming.url!.includes('_all_docs')) return void incoming.socket.destroy()
    outgoing.write('{"results":[')
    outgoing.socket!.end()
  })
  const away = await ask(`${url}/antt-xa-hui/_all_docs`)
  expect([away.status, await away.json()]).toMatchObject([502, { error: 'bad_gateway' }])
  const cut = ask(`${url}/antt-xa-hui/_changes`).then((response) => response.text())
  await expect(cut).rejects.toThrow('terminated')
  broken = false
  expect((await ask(`${url}/antt-xa-hui/_all_docs`)).status).toBe(200)
})

test('a client that leaves ends its long poll at CouchDB', async () => {
  let left: () => void
  const ended = new Promise<void>((resolve) => (left = resolve))
  const url = await gatewayBefore((_incoming, outgoing) => {
    outgoing.write('\n')
    outgoing.once('close', left)
  })
  const asked = request(`${url}/antt-xa-hui/_changes?feed=longpoll`, { headers: fromApp }, (answer) => {
    answer.once('data', () => asked.destroy())
  })
  asked.on('error', () => {}).end()
  await ended
})

test('who asks for too much at once waits, then is sent away; another one’s request goes through meanwhile', async () => {
  const held: (() => void)[] = []
  const url = await gatewayBefore(({ headers }, outgoing) => {
    if (headers['x-member'] === 'giu-cong many') held.push(() => outgoing.end('{}'))
    else outgoing.end('{}')
  })
  const as = (session: string) => fetch(`${url}/antt-xa-hui/_all_docs`, { headers: { 'x-antt': session } })
  const all = Array.from({ length: 8 + 64 + 5 }, () => as('many').then(({ status }) => status))
  await expect.poll(() => held.length).toBe(8)
  expect((await as('other')).status).toBe(200)
  let done = 0
  const answered = Promise.all(all.map((one) => one.finally(() => done++)))
  while (done < all.length) {
    held.splice(0).forEach((end) => end())
    await new Promise((resolve) => setImmediate(resolve))
  }
  const statuses = await answered
  expect(statuses.filter((status) => status === 429)).toHaveLength(5)
  expect(statuses.filter((status) => status === 200)).toHaveLength(8 + 64)
})

test('a session that ends while its request waits for a turn is served no more', async () => {
  let isEnded = false
  const held: (() => void)[] = []
  const url = await gatewayBefore((_incoming, outgoing) => void held.push(() => outgoing.end('{}')), {
    isEnded: () => isEnded
  })
  const status = () =>
    fetch(`${url}/antt-xa-hui/_all_docs`, { headers: { 'x-antt': 'one' } }).then((answer) => answer.status)
  const first = Array.from({ length: 8 }, status)
  await expect.poll(() => held.length).toBe(8)
  const late = status()
  // The last request has been asked whose it is once it waits.
  await new Promise((resolve) => setTimeout(resolve, 50))
  isEnded = true
  held.splice(0).forEach((end) => end())
  expect(await Promise.all(first)).toEqual(Array.from({ length: 8 }, () => 200))
  expect(await late).toBe(401)
})
