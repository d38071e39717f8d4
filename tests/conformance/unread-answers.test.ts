import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { limits, noLimits, type Limits } from '../../sync-server/gateway/turns/limits.ts'
import { startTestStack, type TestStack } from '../stack.ts'

let stack: TestStack
const clients: Socket[] = []
afterEach(async () => {
  for (const line of clients.splice(0)) line.destroy()
  await stack.stop()
})

/** More than the kernel takes off a server's hands for a client that reads nothing. */
const body = Buffer.alloc(32 * 1024 * 1024)

/** A server whose app answers much, and clients that ask for it one after another and read nothing yet. */
async function world(bounds: Limits, asking: number) {
  /** Which answers the server holds, in the order in which they were asked for. */
  const held: boolean[] = []
  const app = (_: unknown, outgoing: ServerResponse) => {
    const place = held.push(true) - 1
    outgoing.once('close', () => (held[place] = false))
    outgoing.end(body)
  }
  stack = await startTestStack({}, { app, limits: bounds })
  const { hostname, port } = new URL(stack.url)
  for (let i = 0; i < asking; i++) {
    const line = connect(Number(port), hostname)
    clients.push(line)
    line.on('error', () => {}).pause()
    line.write('GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    await expect.poll(() => held.length).toBe(i + 1)
  }
  return held
}

/** Reads all that there is, and tells whether that is the whole body. */
async function isWhole(line: Socket): Promise<boolean> {
  let bytes = 0
  line.on('data', (some) => (bytes += some.length)).resume()
  if (!line.destroyed) await once(line, 'close')
  return bytes > body.length
}

test('an answer that its client does not read is given up', async () => {
  const held = await world({ ...limits, stillMs: 500 }, 2)
  await expect.poll(() => held).toEqual([false, false])
  expect(await Promise.all(clients.map(isWhole))).toEqual([false, false])
})

test('of answers that one caller does not read, the oldest is given up for one more', async () => {
  const held = await world({ ...noLimits, lines: 2 }, 3)
  await expect.poll(() => held).toEqual([false, true, true])
  expect(await Promise.all(clients.map(isWhole))).toEqual([false, true, true])
})
