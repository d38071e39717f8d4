import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { refuseUpgrade } from './respond.ts'

test('a refused WebSocket leaves no line behind, whether its client stays, says more or ends', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.on('upgrade', (incoming, socket) => refuseUpgrade(incoming, socket, 403))
  const { port } = server.address() as AddressInfo
  const lines = ['stays', 'says more', 'ends'].map(async (how) => {
    const line = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    line.on('error', () => {})
    line.write('GET /mqtt HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    if (how === 'says more') line.write('x')
    const [answer] = await once(line, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 403 /)
    if (how === 'ends') line.end()
    return line
  })
  const clients = await Promise.all(lines)
  await expect.poll(() => new Promise((count) => server.getConnections((_, all) => count(all)))).toBe(0)
  for (const line of clients) line.destroy()
  server.close()
})
