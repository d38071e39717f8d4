import type { Duplex } from 'node:stream'
import { createWebSocketStream, type WebSocket } from 'ws'
import type { Limits } from './turns/limits.ts'

/** Bytes that the smallest message counts: each costs the broker something, however short. */
const messageBytes = 512

/** Bytes that may wait for one client to read them. */
const mostUnread = 256 * 1024

/** Returns a WebSocket's stream that is read no faster than the limit; what comes faster waits with its sender. */
export function pacedStream(webSocket: WebSocket, { socketBytes }: Pick<Limits, 'socketBytes'>): Duplex {
  const stream = createWebSocketStream(webSocket, { writableHighWaterMark: mostUnread })
  stream.on('error', () => stream.destroy())
  if (socketBytes === Infinity) return stream
  // oxlint-disable-next-line no-underscore-dangle -- Node's name for it.
  const read = stream._read.bind(stream)
  let owed = 0
  let at = performance.now()
  let timer: NodeJS.Timeout | undefined
  webSocket.on('message', (message: Buffer) => {
    const now = performance.now()
    owed = Math.max(0, owed - ((now - at) / 1_000) * socketBytes) + Math.max(messageBytes, message.length)
    at = now
    if (owed <= socketBytes || timer) return
    webSocket.pause()
    timer = setTimeout(
      () => {
        timer = undefined
        webSocket.resume()
      },
      (owed / socketBytes) * 1_000 - 500
    )
  })
  // The stream resumes the socket whenever its reader wants more.
  // oxlint-disable-next-line no-underscore-dangle -- Node's name for it.
  stream._read = (size) => {
    if (!timer) read(size)
  }
  stream.once('close', () => clearTimeout(timer))
  return stream
}

/** Bounds the sockets of each caller that have not proved a pass. */
export class UnprovedSockets {
  readonly #byCaller = new Map<string, Set<WebSocket>>()

  constructor(private readonly most: number) {}

  /** Takes note of a new one and closes the caller's oldest where there are too many. @returns to be called when it has proved one */
  add(who: string, webSocket: WebSocket): () => void {
    const all = this.#byCaller.get(who) ?? new Set()
    this.#byCaller.set(who, all.add(webSocket))
    const [oldest] = all
    if (all.size > this.most) oldest!.terminate()
    const forget = () => {
      all.delete(webSocket)
      if (all.size === 0 && this.#byCaller.get(who) === all) this.#byCaller.delete(who)
    }
    webSocket.once('close', forget)
    return forget
  }
}
