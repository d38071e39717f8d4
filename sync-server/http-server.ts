import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createWebSocketStream, WebSocketServer } from 'ws'
import type { Broker } from './broker/passes.ts'
import { OperatorError } from './server-config.ts'
import type { alarmRoute } from './gateway/alarm-route.ts'
import type { devicesRoute } from './devices/devices-route.ts'
import type { brokerRoute } from './gateway/broker-route.ts'
import { CameraRelay } from './gateway/camera-relay.ts'
import type { gateway } from './gateway/gateway.ts'
import type { healthRoute } from './health-route.ts'
import type { pushRoute } from './push/push-route.ts'

interface Doors {
  db: ReturnType<typeof gateway>
  pass: ReturnType<typeof brokerRoute>
  alarm: ReturnType<typeof alarmRoute>
  push: ReturnType<typeof pushRoute>
  devices: ReturnType<typeof devicesRoute>
  health: ReturnType<typeof healthRoute>
  web: RequestListener
  broker: Broker
  camera: CameraRelay
}

export interface HttpServer {
  url: string
  stop(): Promise<void>
}

/**
 * Opens the one port: `/db` to the gateway, `/broker` for passes, `/broker/alarm` for those of locked phones, `/push` for phones that want to be told, `/devices` for what phones report of themselves, `/camera` to an agent beside this server, `/healthz`, WebSockets at `/mqtt` to the broker, all else to the app.
 * @throws OperatorError when the port is taken or not allowed
 */
export async function openHttpServer(doors: Doors, port: number, host: string): Promise<HttpServer> {
  const server = createServer((request, response) => {
    const target = request.url ?? '/'
    if (/^\/db(?:[/?]|$)/.test(target)) return doors.db(request, response, target.slice('/db'.length))
    if (CameraRelay.is(target)) return doors.camera.answer(request, response)
    if (target === '/broker') return void doors.pass(request, response)
    if (target === '/broker/alarm') return void doors.alarm(request, response)
    if (target === '/push') return void doors.push(request, response)
    if (target === '/devices') return void doors.devices(request, response)
    if (target === '/healthz') return void doors.health(response)
    doors.web(request, response)
  })
  const closeSockets = acceptSockets(server, doors)
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

function acceptSockets(server: Server, { broker, camera }: Doors) {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 64 * 1024,
    handleProtocols: (offered) => (offered.has('mqtt') ? 'mqtt' : false)
  })
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    socket.on('error', () => socket.destroy())
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
