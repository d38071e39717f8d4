import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Asked } from './asked.ts'
import { large, type Turn } from './fair-turns.ts'
import type { Underway } from './underway.ts'

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

  #isOver = false
  #payer: string | undefined
  #leaveOthers = () => {}
  /** The turn in which it is worked on, where its body took longer than the first one lasts. */
  #second: Turn | null = null

  /** @param again begins another turn of the same caller; gives null where too many wait */
  constructor(
    private readonly asked: Asked,
    private readonly turn: Turn,
    private readonly again: (go: (turn: Turn | null) => void) => void,
    private readonly underway: Underway
  ) {}

  /** Ends it with the request, which begins now. */
  follow(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { socket } = incoming
    // Nobody works on a body that is still to come.
    if (this.asked.estimate < large)
      incoming.once('end', () => {
        if (!outgoing.destroyed) this.#leaveOthers = this.underway.begin()
      })
    const [read, written] = [socket.bytesRead, socket.bytesWritten]
    outgoing.once('close', () => {
      const bytes = (socket.bytesRead - read) / bytesIn + (socket.bytesWritten - written) / bytesOut
      if (outgoing.writableEnded || !this.asked.goesOn) return this.#end(this.#cost(bytes))
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

  /** Has a device pay for it that has proved to be the one that asks. */
  payAs(device: string): void {
    this.#payer = device
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
    else if (isWaiting) this.#free()
  }

  /** Waits for a turn in which to work on a body that has come; false where there is none. */
  async hasWork(): Promise<boolean> {
    if (this.turn.hold()) return true
    this.#second = await new Promise((resolve) => this.again(resolve))
    if (this.#isOver) this.#second?.end(0)
    return this.#second !== null && !this.#isOver
  }

  /** Holds it, and lets the small requests pass that others have under way now, at the longest for so long, ms. */
  async pause(ms: number): Promise<void> {
    const turn = this.#second ?? this.turn
    turn.hold()
    await this.underway.ended(ms)
  }

  #end(units: number): void {
    this.#isOver = true
    this.#leaveOthers()
    this.#second?.end(0)
    this.turn.end(units, this.#payer)
  }

  #free(): void {
    this.#leaveOthers()
    this.#second?.free()
    this.turn.free()
  }

  #leave(bytes: number): void {
    clearTimeout(this.#cutOff?.timer)
    this.#cutOff = null
    const worked = Math.min(this.#workedMs ?? 0, mostWorked)
    this.#end(Math.max(this.#isWaiting ? 0 : this.asked.cutOff, this.#cost(bytes), worked))
  }

  #cost(bytes: number): number {
    return this.asked.fixed + bytes + this.#extra
  }
}
