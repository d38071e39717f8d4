import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Asked } from './asked.ts'
import type { EndShare, FreeTurn } from './fair-turns.ts'

/** Bytes that cost a unit, coming and going. */
const bytesIn = 5_000
const bytesOut = 30_000
/**
 * A request that is cut off costs as long as it was worked on, up to so many units: others may have made it slow, and a
 * phone that loses its network loses six at once.
 */
const mostWorked = 40
/** For so long the work on a request that was cut off may still be charged, ms. */
const longestWorkMs = 10_000

/**
 * The turn of one request: until it has been answered, or, where its client goes away before, until the work that it asked
 * for is over. Otherwise whoever takes no answer would have that work for nothing.
 */
export class RequestTurn {
  #extra = 0
  #workedMs: number | null = null
  #isWaiting = false
  #cutOff: { bytes: number; timer: NodeJS.Timeout } | null = null

  constructor(
    private readonly asked: Asked,
    private readonly end: EndShare,
    private readonly free: FreeTurn
  ) {}

  /** Ends it with the request, which begins now. */
  follow(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { socket } = incoming
    const [read, written] = [socket.bytesRead, socket.bytesWritten]
    outgoing.once('close', () => {
      const bytes = (socket.bytesRead - read) / bytesIn + (socket.bytesWritten - written) / bytesOut
      if (outgoing.writableEnded || !this.asked.goesOn) return this.end(this.#cost(bytes))
      // Nobody works on a body before it has come whole.
      const isUnread = incoming.method === 'POST' && !incoming.complete
      if (isUnread || this.#workedMs !== null) return this.#leave(bytes)
      this.#cutOff = { bytes, timer: setTimeout(() => this.#leave(bytes), longestWorkMs).unref() }
    })
  }

  /** Adds to what it costs, in units. */
  charge(units: number): void {
    this.#extra += units
  }

  /**
   * Takes note that nobody works on the request any more.
   * @param ms how long somebody did
   * @param isWaiting whether it now waits for what may happen, as a long poll does
   */
  worked(ms: number, isWaiting: boolean): void {
    this.#workedMs = ms
    this.#isWaiting = isWaiting
    if (this.#cutOff) this.#leave(this.#cutOff.bytes)
    else if (isWaiting) this.free()
  }

  #leave(bytes: number): void {
    clearTimeout(this.#cutOff?.timer)
    this.#cutOff = null
    const worked = Math.min(this.#workedMs ?? 0, mostWorked)
    this.end(Math.max(this.#isWaiting ? 0 : this.asked.cutOff, this.#cost(bytes), worked))
  }

  #cost(bytes: number): number {
    return this.asked.fixed + bytes + this.#extra
  }
}
