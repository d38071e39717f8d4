import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { peerOf } from './address.ts'

/**
 * Bounds the lines of one address that wait for a request: each holds a file handle, and they are kept for minutes. Of
 * more it closes the one that has waited longest, which costs its client one more opening.
 */
export class IdleLines {
  readonly #idle = new Map<string, Set<Socket>>()
  /** A line that has closed no longer tells its address. */
  readonly #addresses = new WeakMap<Socket, string>()
  readonly #latest = new WeakMap<Socket, ServerResponse>()

  constructor(private readonly most: number) {}

  /** Takes note of a line that has just been opened. */
  open(line: Socket): void {
    this.#addresses.set(line, peerOf(line))
    line.once('close', () => this.#take(line))
    this.#leave(line)
  }

  /** Takes note of a request on a line, which is idle again when its answer has ended. */
  use({ socket }: IncomingMessage, answer: ServerResponse): void {
    this.#take(socket)
    this.#latest.set(socket, answer)
    answer.once('close', () => {
      // The next request may have begun already.
      if (this.#latest.get(socket) === answer && !socket.destroyed) this.#leave(socket)
    })
  }

  /** Takes note that a line became a WebSocket, which is bounded as such. */
  upgrade({ socket }: IncomingMessage): void {
    this.#take(socket)
  }

  #leave(line: Socket): void {
    const address = this.#addresses.get(line)!
    const idle = this.#idle.get(address) ?? new Set()
    this.#idle.set(address, idle.add(line))
    const [oldest] = idle
    if (idle.size > this.most) oldest!.destroy()
  }

  #take(line: Socket): void {
    const address = this.#addresses.get(line)!
    const idle = this.#idle.get(address)
    idle?.delete(line)
    if (idle?.size === 0) this.#idle.delete(address)
  }
}
