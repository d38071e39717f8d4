import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { throttle } from '../gateway/throttle.ts'
import { healthRoute } from './health-route.ts'
import { Load } from './load.ts'

const listen = (server: Server, port = 0) =>
  new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
const close = (server: Server) =>
  new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  })
const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
let status = 200
const couch = createServer((_request, response) => response.writeHead(status).end('{}'))
let route: ReturnType<typeof healthRoute>
let deps: Parameters<typeof healthRoute>[0]
const load = new Load()
const server = createServer((incoming, outgoing) => {
  load.count(outgoing)
  route(incoming, outgoing)
})
beforeAll(async () => {
  await listen(couch)
  await listen(server)
  deps = {
    couch: { url: urlOf(couch), headers: {}, version: '3.5.2', embedded: false },
    validator: { version: 'v' },
    oldestApp: () => '0.2.0',
    embeddedBroker: true,
    key: 'khoa',
    load,
    notary: { status: () => ({ lagMs: 12, flags: 3 }) },
    throttle: throttle(Date.now)
  }
  route = healthRoute(deps)
})
afterAll(() => Promise.all([close(couch), close(server)]))

async function health(authorization?: string, from = '') {
  const headers = { 'x-forwarded-for': from, ...(authorization && { authorization }) }
  const answer = await fetch(urlOf(server), { headers })
  return { status: answer.status, body: (await answer.json()) as object }
}

test('everybody learns whether it is well and from which app on it understands, and no more', async () => {
  expect(await health()).toEqual({
    status: 200,
    body: { ok: true, oldestApp: expect.stringMatching(/^\d+\.\d+\.\d+$/) }
  })
})

test('an administrator learns what runs here and what it has seen', async () => {
  await health('Bearer sai', '10.0.0.9')
  const { status, body } = await health('Bearer khoa')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    ok: true,
    version,
    node: process.versions.node,
    couchdb: { version: '3.5.2', embedded: false },
    mqtt: { embedded: true },
    validator: 'v',
    requests: 1,
    failures: { 401: 1 },
    refusals: {},
    notary: { lagMs: 12, flags: 3 }
  })
})

test('a wrong key learns nothing, and soon has to wait; the right one never does', async () => {
  const tries = ['Bearer', 'Bearer ', 'Bearer khoa2', 'bearer khoa', 'Basic khoa', 'khoa', 'Bearer Khoa']
  const answers = []
  for (const one of tries) answers.push(await health(one, '10.0.0.1'))
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429])
  for (const { body } of answers) expect(Object.keys(body)).toEqual(['error', 'reason'])
  expect((await health('Bearer khoa', '10.0.0.1')).status).toBe(200)
  expect((await health(undefined, '10.0.0.1')).status).toBe(200)
})

test('while CouchDB is away it is not healthy, and says so; once it is back it is again', async () => {
  const well = { status: 200, body: { ok: true } }
  const ill = { status: 503, body: { ok: false, oldestApp: expect.any(String) } }
  const { port } = couch.address() as AddressInfo
  await close(couch)
  expect(await health()).toEqual(ill)
  expect(await health('Bearer khoa')).toMatchObject({ status: 503, body: { ok: false, version } })
  await listen(couch, port)
  expect(await health()).toMatchObject(well)
  status = 500
  expect(await health()).toEqual(ill)
  status = 200
})

test('the embedded CouchDB, which answers as long as this process does, is not asked', async () => {
  route = healthRoute({ ...deps, couch: { ...deps.couch, embedded: true } })
  status = 500
  expect(await health()).toMatchObject({ status: 200, body: { ok: true } })
  status = 200
  route = healthRoute(deps)
})
