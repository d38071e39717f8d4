import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { boundary, partHead } from '#lib/domain/gates/contract/multipart.ts'
import { readAddress, type CameraAddress } from './camera-address.ts'
import { frameOf, framesOf, type Camera } from './go2rtc.ts'
import { carryVideo } from './video.ts'

/** How long a picture may take, ms. */
const patienceMs = 5_000
/** So many look at one camera at once; the small machine at the gate has other things to do. */
const mostStreams = 12

export interface ProxyParts {
  /** Of this run: addresses of one before it are nobody's. */
  secret: Buffer
  cameraOf(gate: string): Camera | null
  /** Agent's clock, Unix ms. */
  now(): number
  /** Somebody has been shown a gate. */
  viewed(account: string, gate: string): void
}

const headers = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
  // Whoever has the address may see the picture for its minute; there is no cookie that another page could lean on.
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-frame-at, x-frame-age-ms'
} as const

/**
 * Shows phones what cameras see, only at addresses that this agent signed for them: all else is 403.
 * A stream ends with its address.
 */
export class CameraProxy {
  readonly #server = createServer((request, response) => void this.#answer(request, response))
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 4 * 1024 })
  readonly #ends = new Set<() => void>()

  constructor(private readonly parts: ProxyParts) {
    this.#server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy())
      const seen = this.#known(request)
      const no = (status: number) => void socket.end(`HTTP/1.1 ${status} No\r\nConnection: close\r\n\r\n`)
      if (seen?.view !== 'mse') return no(403)
      if (this.#ends.size >= mostStreams) return no(503)
      this.#sockets.handleUpgrade(request, socket, head, (phone) => {
        phone.once(
          'close',
          this.#until(seen, () => phone.terminate())
        )
        carryVideo(phone, this.parts.cameraOf(seen.gate)!, this.parts.now)
        this.parts.viewed(seen.account, seen.gate)
      })
    })
  }

  /** @throws when the port cannot be had @returns the port */
  listen(host: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, host, () => resolve((this.#server.address() as AddressInfo).port))
    })
  }

  async stop(): Promise<void> {
    for (const end of this.#ends) end()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const seen = request.method === 'GET' ? this.#known(request) : null
    if (!seen || seen.view === 'mse') return void response.writeHead(403, headers).end()
    const camera = this.parts.cameraOf(seen.gate)!
    if (seen.view === 'frame') return this.#frame(response, camera, seen)
    if (this.#ends.size >= mostStreams) return void response.writeHead(503, headers).end()
    await this.#stream(response, camera, seen)
  }

  async #frame(response: ServerResponse, camera: Camera, seen: CameraAddress) {
    const { now, viewed } = this.parts
    const frame = await frameOf(camera, now, patienceMs)
    if (!frame) return void response.writeHead(502, headers).end()
    viewed(seen.account, seen.gate)
    response.writeHead(200, {
      ...headers,
      'content-type': 'image/jpeg',
      'content-length': frame.bytes.length,
      'x-frame-at': frame.at,
      'x-frame-age-ms': Math.max(0, now() - frame.at)
    })
    response.end(frame.bytes)
  }

  /** A line too slow for all pictures gets fewer of them, never older ones. */
  async #stream(response: ServerResponse, camera: Camera, seen: CameraAddress) {
    const ending = new AbortController()
    response.once(
      'close',
      this.#until(seen, () => ending.abort())
    )
    try {
      for await (const { bytes, at } of framesOf(camera, this.parts.now, ending.signal)) {
        if (!response.headersSent) {
          const type = `multipart/x-mixed-replace; boundary=${boundary}`
          response.writeHead(200, { ...headers, 'content-type': type })
          this.parts.viewed(seen.account, seen.gate)
        }
        if (response.writableNeedDrain) continue
        response.write(partHead(bytes.length, at))
        response.write(bytes)
      }
    } catch {
      // The camera went, or whoever looked.
    }
    if (response.headersSent) response.destroy()
    else response.writeHead(502, headers).end()
  }

  /** Runs `stop` when the address is over, or is called; a stream is counted till then. */
  #until({ until }: CameraAddress, stop: () => void): () => void {
    const end = () => {
      clearTimeout(timer)
      if (this.#ends.delete(end)) stop()
    }
    const timer = setTimeout(end, until - this.parts.now())
    this.#ends.add(end)
    return end
  }

  #known(request: IncomingMessage): CameraAddress | null {
    const seen = readAddress(this.parts.secret, request.url ?? '', this.parts.now())
    return seen && this.parts.cameraOf(seen.gate) ? seen : null
  }
}
