import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { peerOf } from './address.ts'

/**
 * Bounds the lines of one caller: each holds a file handle, and what nobody reads is kept in memory. So many may wait for
 * a request, and as many may be in the middle of one; of more it closes the one that has been there longest, which costs
 * its client one more opening. A line is its address's until a known device has asked on it: whoever shares that address
 * closes none of the device's.
 */
export class Lines {
  readonly #idle = new Crowd()
  readonly #busy = new Crowd()
  readonly #callers = new WeakMap<Socket, string>()
  readonly #latest = new WeakMap<Socket, ServerResponse>()

  constructor(private readonly most: number) {}

  /** Takes note of a line that has just been opened. */
  open(line: Socket): void {
    this.#callers.set(line, peerOf(line))
    line.once('close', () => this.#take(line))
    this.#idle.add(this.#callers.get(line)!, line, this.most)
  }

  /**
   * Takes note of a request on a line, which is idle again when its answer has ended.
   * @param device whose session the request bears; null: nobody's that is known
   */
  use({ socket }: IncomingMessage, answer: ServerResponse, device: string | null): void {
    this.#take(socket)
    if (device !== null) this.#callers.set(socket, device)
    const caller = this.#callers.get(socket)!
    this.#latest.set(socket, answer)
    this.#busy.add(caller, socket, this.most)
    answer.once('close', () => {
      // The next request may have begun already.
      if (this.#latest.get(socket) !== answer || socket.destroyed) return
      this.#take(socket)
      this.#idle.add(caller, socket, this.most)
    })
  }

  /** Takes note that a line became a WebSocket, which is bounded as such. */
  upgrade({ socket }: IncomingMessage): void {
    this.#take(socket)
  }

  #take(line: Socket): void {
    const caller = this.#callers.get(line)!
    this.#idle.remove(caller, line)
    this.#busy.remove(caller, line)
  }
}

/** The lines of each caller that do the same, the first to begin it first. */
class Crowd {
  readonly #lines = new Map<string, Set<Socket>>()

  /** Adds a line; of more than `most` it closes the first. */
  add(caller: string, line: Socket, most: number): void {
    const lines = this.#lines.get(caller) ?? new Set()
    this.#lines.set(caller, lines.add(line))
    const [first] = lines
    if (lines.size > most) first!.destroy()
  }

  remove(caller: string, line: Socket): void {
    const lines = this.#lines.get(caller)
    lines?.delete(line)
    if (lines?.size === 0) this.#lines.delete(caller)
  }
}
