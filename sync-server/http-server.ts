import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createWebSocketStream, WebSocketServer } from 'ws'
import type { Broker } from './broker/passes.ts'
import { OperatorError } from './server-config.ts'
import { CameraRelay } from './gateway/camera-relay.ts'
import { isForeign } from './gateway/origin.ts'
import { fail } from './gateway/respond.ts'
import { router, type Handler, type Routes } from './router.ts'

interface Services {
  /** Answers everything under `/db`; gets the target without that prefix. */
  gateway(incoming: IncomingMessage, outgoing: ServerResponse, target: string): void
  camera: CameraRelay
  broker: Broker
  routes: Routes
  /** Serves every other path. */
  app: Handler
}

export interface HttpServer {
  url: string
  stop(): Promise<void>
}

/**
 * Opens the one port: `/db` and `/camera` by prefix, then the table of routes, then the app; WebSockets at `/mqtt` go to
 * the broker and those under `/camera` to the agent.
 * @throws OperatorError when the port is taken or not allowed
 */
export async function openHttpServer(services: Services, port: number, host: string): Promise<HttpServer> {
  const route = router(services.routes, services.app)
  const server = createServer((incoming, outgoing) => {
    const target = incoming.url ?? '/'
    if (isForeign(incoming)) {
      incoming.resume()
      return fail(outgoing, 403, 'forbidden', 'another site asks', { connection: 'close' })
    }
    if (/^\/db(?:[/?]|$)/.test(target)) services.gateway(incoming, outgoing, target.slice('/db'.length))
    else if (CameraRelay.is(target)) services.camera.answer(incoming, outgoing)
    else route(incoming, outgoing)
  })
  // A body that trickles in holds its turn no longer than a slow phone needs for a photo.
  server.requestTimeout = 120_000
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

function acceptSockets(server: Server, { broker, camera }: Services) {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 64 * 1024,
    handleProtocols: (offered) => (offered.has('mqtt') ? 'mqtt' : false)
  })
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    socket.on('error', () => socket.destroy())
    if (isForeign(request)) return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
    if (CameraRelay.is(request.url ?? '')) return camera.join(request, socket, head)
    if (request.url?.split('?')[0] !== '/mqtt')
      return void socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const stream = createWebSocketStream(webSocket)
      stream.on('error', () => stream.destroy())
      broker.accept(stream, request)
    })
  })
  return () => {
    for (const webSocket of sockets.clients) webSocket.terminate()
    sockets.close()
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
