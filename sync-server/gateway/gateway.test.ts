import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { directory } from '#lib/domain/directory/directory.ts'
import type { Couch } from '../couch.ts'
import { gateway } from './gateway.ts'
import { throttle } from './throttle.ts'

const cleanups: (() => void)[] = []
afterEach(() => cleanups.splice(0).forEach((cleanup) => cleanup()))

async function listen(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => void (server.closeAllConnections(), server.close()))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Starts a gateway before a CouchDB with scripted responses. */
async function before(couchdb: RequestListener) {
  const couch = { url: await listen(couchdb), admin: 'admin', headers: { 'x-antt-door': 'key' } }
  const holder = { account: 'giu-cong', roles: ['xa:commander'] }
  const { answer } = gateway({
    couch: couch as unknown as Couch,
    throttle: throttle(Date.now),
    sessions: { holderOf: async () => holder, forget: () => {} },
    directories: { of: async () => directory([]), anew: async () => directory([]) }
  })
  return listen((incoming, outgoing) => answer(incoming, outgoing, incoming.url!))
}

const fromApp = { 'x-antt': '1' }
const ask = (url: string) => fetch(url, { headers: fromApp })

test('only named headers go on', async () => {
  let seen: IncomingMessage['headers'] = {}
  const url = await before((incoming, outgoing) => {
    seen = incoming.headers
    outgoing.end('{}')
  })
  await fetch(`${url}/antt-xa-hui/_all_docs`, {
    headers: {
      ...fromApp,
      authorization: 'Basic eDp5',
      cookie: 'a=1; AuthSession=abc_-=; b=2',
      'x-auth-couchdb-username': 'admin',
      'x-auth-couchdb-roles': '_admin',
      'x-antt-door': 'forged',
      'x-http-method-override': 'DELETE',
      'x-couchdb-www-authenticate': 'Cookie'
    }
  })
  expect(seen).toEqual({
    accept: 'application/json',
    cookie: 'AuthSession=abc_-=',
    'x-antt-door': 'key',
    host: expect.any(String),
    connection: 'keep-alive'
  })
})

test('only named headers come back', async () => {
  const url = await before((_incoming, outgoing) => {
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
  expect(headers.get('set-cookie')).toBe('AuthSession=x; Path=/; HttpOnly; SameSite=Strict')
})

test('a CouchDB that is away, or ends in the middle, costs that request alone', async () => {
  let broken = true
  const url = await before((incoming, outgoing) => {
    if (!broken) return void outgoing.end('{}')
    if (incoming.url!.includes('_all_docs')) return void incoming.socket.destroy()
    outgoing.write('{"results":[')
    outgoing.socket!.end()
  })
  const away = await ask(`${url}/antt-xa-hui/_all_docs`)
  expect([away.status, await away.json()]).toMatchObject([502, { error: 'bad_gateway' }])
  const cut = ask(`${url}/antt-xa-hui/_changes`).then((response) => response.text())
  await expect(cut).rejects.toThrow('terminated')
  const credentials = { method: 'POST', body: JSON.stringify({ name: 'a', password: 'b' }) }
  broken = false
  expect((await ask(`${url}/antt-xa-hui/_all_docs`)).status).toBe(200)
  expect((await fetch(`${url}/_session`, credentials)).status).toBe(502)
})

test('a client that leaves ends its long poll at CouchDB', async () => {
  let left: () => void
  const ended = new Promise<void>((resolve) => (left = resolve))
  const url = await before((_incoming, outgoing) => {
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
  const url = await before(({ headers }, outgoing) => {
    if (headers.cookie === 'AuthSession=many') held.push(() => outgoing.end('{}'))
    else outgoing.end('{}')
  })
  const as = (session: string) =>
    fetch(`${url}/antt-xa-hui/_all_docs`, { headers: { ...fromApp, cookie: `AuthSession=${session}` } })
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
