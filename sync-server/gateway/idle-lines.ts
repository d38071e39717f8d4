import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { peerOf } from './address.ts'

/**
 * Bounds the lines of one caller that wait for a request: each holds a file handle, and they are kept for minutes. Of
 * more it closes the one that has waited longest, which costs its client one more opening. A line is its address's until
 * a known device has asked on it: whoever shares that address closes none of the device's.
 */
export class IdleLines {
  readonly #idle = new Map<string, Set<Socket>>()
  readonly #callers = new WeakMap<Socket, string>()
  readonly #latest = new WeakMap<Socket, ServerResponse>()

  constructor(private readonly most: number) {}

  /** Takes note of a line that has just been opened. */
  open(line: Socket): void {
    this.#callers.set(line, peerOf(line))
    line.once('close', () => this.#take(line))
    this.#leave(line)
  }

  /**
   * Takes note of a request on a line, which is idle again when its answer has ended.
   * @param device whose session the request bears; null: nobody's that is known
   */
  use({ socket }: IncomingMessage, answer: ServerResponse, device: string | null): void {
    this.#take(socket)
    if (device !== null) this.#callers.set(socket, device)
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
    const caller = this.#callers.get(line)!
    const idle = this.#idle.get(caller) ?? new Set()
    this.#idle.set(caller, idle.add(line))
    const [oldest] = idle
    if (idle.size > this.most) oldest!.destroy()
  }

  #take(line: Socket): void {
    const caller = this.#callers.get(line)!
    const idle = this.#idle.get(caller)
    idle?.delete(line)
    if (idle?.size === 0) this.#idle.delete(caller)
  }
}
