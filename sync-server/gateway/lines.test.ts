import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { Lines } from './lines.ts'

let server: Server
const clients: Socket[] = []
afterEach(() => {
  for (const line of clients.splice(0)) line.destroy()
  server.close()
})

/** A server that keeps two idle lines of an address, and answers as the test says. */
async function world() {
  const lines = new Lines(2)
  const asked: ServerResponse[] = []
  server = createServer((incoming, answer) => {
    lines.use(incoming, answer, (incoming.headers.cookie ?? null) as string | null)
    asked.push(answer)
  })
  server.on('connection', (line) => lines.open(line))
  server.on('upgrade', (incoming) => lines.upgrade(incoming))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const open = async () => {
    const line = connect((server.address() as AddressInfo).port, '127.0.0.1')
    clients.push(line)
    const taken = once(server, 'connection')
    line.on('error', () => {}).resume()
    await taken
    return line
  }
  const ask = async (line: Socket, head = '') => {
    line.write(`GET / HTTP/1.1\r\nHost: a\r\n${head}\r\n`)
    await once(server, head.includes('Upgrade') ? 'upgrade' : 'request')
  }
  const answer = async () => {
    const next = asked.shift()!
    next.end('x')
    await once(next, 'close')
  }
  return { open, ask, answer }
}
const closed = (line: Socket) => expect.poll(() => line.destroyed).toBe(true)

test('of more idle lines than are kept, the one that has waited longest is closed', async () => {
  const { open } = await world()
  const [first, second, third] = [await open(), await open(), await open()]
  await closed(first)
  expect([second.destroyed, third.destroyed]).toEqual([false, false])
})

test('a line with a request under way is not idle, and is again when its answer has ended', async () => {
  const { open, ask, answer } = await world()
  const busy = await open()
  await ask(busy)
  const [second, third, fourth] = [await open(), await open(), await open()]
  await closed(second)
  expect(busy.destroyed).toBe(false)
  await answer()
  await closed(third)
  expect([busy.destroyed, fourth.destroyed]).toEqual([false, false])
})

test('a line whose next request came before its answer ended is not idle when that ends', async () => {
  const { open, ask, answer } = await world()
  const busy = await open()
  await ask(busy)
  await ask(busy)
  await answer()
  const [second] = [await open(), await open(), await open()]
  await closed(second)
  expect(busy.destroyed).toBe(false)
})

test('lines on which a known device has asked are its own: a neighbour’s close none of them', async () => {
  const { open, ask, answer } = await world()
  const known = await open()
  await ask(known, 'Cookie: a phone\r\n')
  await answer()
  const [second] = [await open(), await open(), await open()]
  await closed(second)
  expect(known.destroyed).toBe(false)
})

test('a line that became a WebSocket, or closed, is none of them', async () => {
  const { open, ask } = await world()
  const socket = await open()
  await ask(socket, 'Connection: Upgrade\r\nUpgrade: websocket\r\n')
  const gone = await open()
  gone.destroy()
  await expect.poll(() => new Promise((count) => server.getConnections((_, all) => count(all)))).toBe(1)
  const rest = [await open(), await open()]
  await ask(rest[1]!)
  expect([socket, ...rest].map(({ destroyed }) => destroyed)).toEqual([false, false, false])
  await open()
  const last = await open()
  await closed(rest[0]!)
  expect([socket.destroyed, last.destroyed]).toEqual([false, false])
})
