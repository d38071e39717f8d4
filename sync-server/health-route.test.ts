import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { healthRoute } from './health-route.ts'

const listen = (server: Server, port: number) =>
  new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
const close = (server: Server) =>
  new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  })
const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
let status = 200
const couch = createServer((_request, response) => response.writeHead(status).end('{}'))
let route: ReturnType<typeof healthRoute>
const server = createServer((incoming, outgoing) => void route(incoming, outgoing))
afterAll(() => Promise.all([close(couch), close(server)]))

test('while CouchDB is away it is not healthy, and says so; once it is back it is again', async () => {
  await listen(couch, 0)
  await listen(server, 0)
  const address = { url: urlOf(couch), headers: {}, version: '3.5.2', embedded: false }
  const validator = { version: 'v', designFor: () => ({}) as never }
  route = healthRoute({ mqttUrl: null }, address, validator)
  const health = async () => {
    const answer = await fetch(urlOf(server))
    return { status: answer.status, body: await answer.json() }
  }
  const healthy = { status: 200, body: { name: 'so-tay-antt', version, couchdb: { version: '3.5.2' } } }
  const ill = {
    status: 503,
    body: { name: 'so-tay-antt', problem: expect.stringMatching(/^CouchDB không trả lời/) }
  }
  expect(await health()).toMatchObject(healthy)
  expect((await health()).body).not.toHaveProperty('problem')

  const { port } = couch.address() as AddressInfo
  await close(couch)
  expect(await health()).toMatchObject(ill)
  await listen(couch, port)
  expect(await health()).toMatchObject(healthy)
  status = 500
  expect(await health()).toMatchObject(ill)
})
