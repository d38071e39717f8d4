import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Broker } from './broker/passes.ts'
import { OperatorError } from './server-config.ts'
import { CameraRelay } from './gateway/camera-relay.ts'
import { addressOf } from './gateway/address.ts'
import type { Door } from './gateway/turns/door.ts'
import type { Limits } from './gateway/turns/limits.ts'
import { isForeign } from './gateway/origin.ts'
import { failUnread, refuseUpgrade } from './gateway/respond.ts'
import { Lines } from './gateway/lines.ts'
import { oneByOne } from './gateway/one-by-one.ts'
import { securityHeaders } from './gateway/security-headers.ts'
import { pacedStream, UnprovedSockets } from './gateway/sockets.ts'
import { isJson } from './gateway/small-body.ts'
import type { Load } from './health/load.ts'
import type { Sessions } from './sessions/sessions.ts'
import { router, type Handler, type Routes } from './router.ts'

interface Services {
  /** Answers everything under `/db`; gets the target without that prefix. */
  gateway(incoming: IncomingMessage, outgoing: ServerResponse, target: string): void
  camera: CameraRelay
  door: Door
  sessions: Pick<Sessions, 'remembered'>
  bounds: Limits
  broker: Broker
  load: Load
  routes: Routes
  /** Serves every other path. */
  app: Handler
}

export interface HttpServer {
  url: string
  stop(): Promise<void>
}

/** Longer than browsers and proxies keep an idle line, so that no request meets one that is just being closed, ms. */
const idleMs = 6 * 60_000

/**
 * Opens the one port: `/db` and `/camera` by prefix, then the table of routes, then the app; WebSockets at `/mqtt` go to
 * the broker and those under `/camera` to the agent. Every POST brings JSON, or is refused unread.
 * @throws OperatorError when the port is taken or not allowed
 */
export async function openHttpServer(services: Services, port: number, host: string): Promise<HttpServer> {
  const route = router(services.routes, services.app)
  const lines = new Lines(services.bounds.lines)
  const answer: Handler = (incoming, outgoing) => {
    lines.use(incoming, outgoing, services.sessions.remembered(incoming))
    const target = incoming.url ?? '/'
    services.load.count(outgoing)
    for (const header of Object.entries(securityHeaders(incoming))) outgoing.setHeader(...header)
    if (isForeign(incoming)) return failUnread(incoming, outgoing, 403, 'forbidden', 'another site asks')
    // A form of another site can send other types without asking first.
    if (incoming.method === 'POST' && !isJson(incoming))
      return failUnread(incoming, outgoing, 415, 'bad_content_type', 'Content-Type must be application/json')
    services.door.request(incoming, outgoing, () => {
      if (/^\/db(?:[/?]|$)/.test(target)) services.gateway(incoming, outgoing, target.slice('/db'.length))
      else if (CameraRelay.is(target)) services.camera.answer(incoming, outgoing)
      else route(incoming, outgoing)
    })
  }
  const server = createServer(oneByOne(answer))
  // A body that trickles in holds its turn no longer than a slow phone needs for a photo.
  server.requestTimeout = 120_000
  // An answer that its client does not read stands in memory no longer than this.
  server.timeout = services.bounds.stillMs
  server.keepAliveTimeout = idleMs
  server.on('connection', (line) => lines.open(line))
  server.on('upgrade', (incoming) => lines.upgrade(incoming))
  const closeSockets = acceptSockets(server, services)
  await listen(server, port, host)
  const address = server.address() as AddressInfo
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return {
    url: `http://${name === '0.0.0.0' || name === '[::]' ? 'localhost' : name}:${address.port}`,
    async stop() {
      closeSockets()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    }
  }
}

function acceptSockets(server: Server, { broker, camera, bounds, door, sessions }: Services) {
  const unproved = new UnprovedSockets(bounds.unprovedSockets)
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 64 * 1024,
    handleProtocols: (offered) => (offered.has('mqtt') ? 'mqtt' : false)
  })
  const upgraded = new Set<Duplex>()
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    upgraded.add(socket)
    socket.once('close', () => upgraded.delete(socket))
    socket.on('error', () => socket.destroy())
    if (isForeign(request)) return refuseUpgrade(request, socket, 403)
    door.upgrade(request, socket, () => {
      if (CameraRelay.is(request.url ?? '')) return camera.join(request, socket, head)
      if (request.url?.split('?')[0] !== '/mqtt') return refuseUpgrade(request, socket, 404)
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        // Keeps whoever shares a known device's address from pushing its own out.
        const who = sessions.remembered(request) ?? addressOf(request)
        broker.accept(pacedStream(webSocket, bounds), request, unproved.add(who, webSocket))
      })
    })
  })
  return () => {
    for (const webSocket of sockets.clients) webSocket.terminate()
    sockets.close()
    // Node closes none of them with its server, and waits for all: for those of cameras, and of who still waits for a turn.
    for (const socket of upgraded) socket.destroy()
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const sentence =
        cause.code === 'EADDRINUSE'
          ? `Cổng ${port} đang có chương trình khác dùng. Hãy tắt chương trình đó hoặc đặt PORT thành số khác.`
          : `Không mở được cổng ${port} trên ${host} (${cause.code}).`
      reject(new OperatorError(sentence, { cause }))
    })
    server.listen(port, host, resolve)
  })
}
