import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { boundary, partHead } from '#lib/domain/gates/contract/camera/multipart.ts'
import { readAddress, type CameraAddress } from './camera-address.ts'
import { frameOf, framesOf, type Camera } from './go2rtc.ts'
import { carryVideo } from './video.ts'

/** Timeout of a picture, ms. */
const patienceMs = 5_000
/** Limit of concurrent streams; the small machine at the gate has other work. */
const mostStreams = 12

export interface ProxyParts {
  /** Generated for each run, so that addresses from an earlier run are invalid. */
  secret: Buffer
  cameraOf(gate: string): Camera | null
  /** Agent's clock, Unix ms. */
  now(): number
  /** Called when an account has been shown a gate. */
  viewed(account: string, gate: string): void
}

const headers = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
  // Safe for any origin: the address alone grants access for its minute; there is no cookie for another page to exploit.
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-frame-at, x-frame-age-ms'
} as const

/**
 * Serves camera pictures to phones, only at addresses that this agent signed for them; anything else gets 403.
 * A stream ends when its address expires.
 */
export class CameraProxy {
  readonly #server = createServer((request, response) => void this.#answer(request, response))
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 4 * 1024 })
  readonly #ends = new Set<() => void>()

  constructor(private readonly parts: ProxyParts) {
    this.#server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy())
      const seen = this.#known(request)
      const no = (status: number) => {
        // Nobody listens on its line any more: what the client leaves unread or unsent must not keep it.
        socket.once('finish', () => socket.destroy())
        socket.end(`HTTP/1.1 ${status} No\r\nConnection: close\r\n\r\n`)
      }
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

  /** @throws when the port is unavailable @returns the port */
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

  /** Drops frames on a slow connection instead of delivering old ones. */
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
      // The camera or the viewer disconnected.
    }
    if (response.headersSent) response.destroy()
    else response.writeHead(502, headers).end()
  }

  /** Calls `stop` when the address expires or the returned function is called; counts the stream until then. */
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
