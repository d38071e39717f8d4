import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import nano from 'nano'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { follow } from './follow.ts'

setFlagsFromString('--expose-gc')
const sweepMemory = runInNewContext('gc') as () => void

/** Starts a CouchDB whose feed reports one change, then begins a response and never ends it. */
async function silentCouch() {
  let begun = () => {}
  const waits = new Promise<void>((resolve) => (begun = resolve))
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    if (request.url!.includes('since=0')) return response.end('{"results":[{}],"last_seq":1}')
    response.write('{"results":[')
    return begun()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, waits, close: () => server.closeAllConnections() }
}

let couch: Awaited<ReturnType<typeof silentCouch>>
beforeAll(async () => void (couch = await silentCouch()))
afterAll(() => couch.close())

const name = 'antt-thu-directory'

test('stopping waits for what a change set off', async () => {
  let finish = () => {}
  const work = new Promise<void>((resolve) => (finish = resolve))
  let stop = async () => {}
  await new Promise<void>((begun) => {
    stop = follow(nano(couch.url), name, () => (begun(), work))
  })
  const stopped = stop().then(() => 'stopped')
  expect(await Promise.race([stopped, new Promise((go) => setImmediate(go, 'works'))])).toBe('works')
  finish()
  expect(await stopped).toBe('stopped')
})

test('stopping does not wait for an answer that has begun and does not end', async () => {
  const stop = follow(nano(couch.url), name, async () => {})
  await couch.waits
  for (let turn = 0; turn < 50; turn++) {
    await new Promise(setImmediate)
    sweepMemory()
  }
  await stop()
})
