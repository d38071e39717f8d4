import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import jpeg from 'jpeg-js'
import { WebSocketServer, type WebSocket } from 'ws'
import { boundary, partHead } from '#lib/domain/gates/contract/camera/multipart.ts'
import type { Shutter } from '../shutter.ts'
import type { Canvas } from './canvas.ts'
import { drawGate } from './draw.ts'

/** Interval between the pictures of a stream, ms. Encoding one takes long: while the shutter rests only the clock changes. */
const interval = { moving: 200, resting: 500 }
const quality = 70

export type Endpoint = 'frame' | 'mjpeg' | 'mse'

/**
 * Encodes the pictures from `draw` as video: calls `told` once with the type, then with each piece; returns a function
 * that stops it.
 */
export type Video = (
  draw: () => Canvas,
  told: { type(type: string): void; piece(bytes: Uint8Array): void; over(): void }
) => () => void

export interface SimulatedCameraOptions {
  /** go2rtc's name of the stream. */
  src: string
  gate: { readonly shutter: Pick<Shutter, 'position'> }
  /** Without it there is no `mse`, since this program has no video encoder. */
  video?: Video
}

/** A simulated camera: draws the gate's current state and serves go2rtc's endpoints on loopback. */
export class SimulatedCamera {
  /** Endpoints that currently fail. */
  readonly #dead = new Set<Endpoint>()
  readonly #streams = new Map<Endpoint, Set<() => void>>()
  /** Number of requests to each endpoint. */
  readonly asked: Record<Endpoint, number> = { frame: 0, mjpeg: 0, mse: 0 }
  readonly #sockets = new WebSocketServer({ noServer: true })

  private constructor(
    private readonly options: SimulatedCameraOptions,
    private readonly server: Server
  ) {}

  static async start(options: SimulatedCameraOptions): Promise<SimulatedCamera> {
    const server = createServer()
    const camera = new SimulatedCamera(options, server)
    server.on('request', (request, response) => camera.#answer(request, response))
    server.on('upgrade', (request, socket, head) => {
      if (!camera.#serves('mse', '/api/ws', request)) return void socket.destroy()
      camera.#sockets.handleUpgrade(request, socket, head, (webSocket) => camera.#video(webSocket))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return camera
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Makes an endpoint fail from now on, and ends its running streams. */
  kill(endpoint: Endpoint): void {
    this.#dead.add(endpoint)
    for (const end of this.#streams.get(endpoint) ?? []) end()
  }

  mend(endpoint: Endpoint): void {
    this.#dead.delete(endpoint)
  }

  /** Returns the number of current viewers of an endpoint. */
  watching(endpoint: Endpoint): number {
    return this.#streams.get(endpoint)?.size ?? 0
  }

  async stop(): Promise<void> {
    for (const ends of this.#streams.values()) for (const end of ends) end()
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  #draw = (): Canvas => drawGate(this.options.gate.shutter, Date.now())
  #jpeg = () => jpeg.encode(this.#draw(), quality).data

  #answer(request: IncomingMessage, response: ServerResponse) {
    if (this.#serves('frame', '/api/frame.jpeg', request)) {
      const bytes = this.#jpeg()
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': bytes.length })
      return void response.end(bytes)
    }
    if (this.#serves('mjpeg', '/api/stream.mjpeg', request)) return this.#stream(response)
    response.writeHead(404).end()
  }

  #serves(endpoint: Endpoint, path: string, { url = '' }: IncomingMessage): boolean {
    if (url !== `${path}?src=${this.options.src}`) return false
    this.asked[endpoint]++
    return !this.#dead.has(endpoint)
  }

  #stream(response: ServerResponse) {
    response.writeHead(200, { 'content-type': `multipart/x-mixed-replace; boundary=${boundary}` })
    const { shutter } = this.options.gate
    let before = shutter.position
    const send = () => {
      const bytes = this.#jpeg()
      // go2rtc sends no timestamp.
      response.write(partHead(bytes.length, 0).replace(/X-Frame-At: 0\r\n/, ''))
      response.write(bytes)
      const rests = shutter.position === before
      before = shutter.position
      timer = setTimeout(send, rests ? interval.resting : interval.moving)
    }
    let timer = setTimeout(send, interval.moving)
    const end = this.#running('mjpeg', () => {
      clearTimeout(timer)
      response.destroy()
    })
    response.once('close', end)
  }

  #video(webSocket: WebSocket) {
    const { video } = this.options
    webSocket.once('message', () => {
      if (!video) return webSocket.send(JSON.stringify({ type: 'error', value: 'mse: codecs not matched' }))
      const stop = video(this.#draw, {
        type: (value) => webSocket.send(JSON.stringify({ type: 'mse', value })),
        piece: (bytes) => webSocket.send(bytes),
        over: () => webSocket.terminate()
      })
      const end = this.#running('mse', () => {
        stop()
        webSocket.terminate()
      })
      webSocket.once('close', end)
    })
  }

  #running(endpoint: Endpoint, stop: () => void) {
    const running = this.#streams.get(endpoint) ?? new Set()
    this.#streams.set(endpoint, running)
    const end = () => {
      if (running.delete(end)) stop()
    }
    running.add(end)
    return end
  }
}
