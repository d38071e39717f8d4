import { reaches } from '#lib/domain/mqtt-topic.ts'
import {
  Connection,
  type ConnectOptions,
  type IncomingMessage,
  type ListenOptions,
  type NotOpened,
  type OutgoingMessage,
  type SendResult
} from './connection.ts'

/**
 * The state of the link. `taken-over`: another connection uses this client id; there are no more retries, or both would
 * disconnect each other for ever.
 */
export type LinkState = 'connecting' | 'open' | 'lost' | 'taken-over' | NotOpened

/** No connect options now; the server asks for this delay before the next try. */
export interface RetryLater {
  afterMs: number
}

export interface LinkDeps {
  /** Runs before each try, since credentials expire; null: none are available now. */
  connectOptions(): Promise<ConnectOptions | RetryLater | null>
  /** Milliseconds of a monotonic clock. */
  now(): number
  /** Runs once after `ms`; returns a function that cancels it. */
  after(ms: number, run: () => void): () => void
  /** 0 ≤ x < 1 */
  chance(): number
  /** The longest backoff unless the server asks for more, ms. */
  longestWait?: number
}

interface Hearers {
  how: ListenOptions
  each: Set<(message: IncomingMessage) => void>
}

const shortestWait = 500
const usualLongestWait = 30_000

/** Keeps a connection to the broker: makes a new one each time and renews the subscriptions, and nothing else. */
export class Link {
  #state: LinkState = 'connecting'
  #connection: Connection | null = null
  #failures = 0
  /** The delay that the last try was asked for, ms. */
  #asked = 0
  #stopped = false
  #cancelWait = () => {}
  readonly #hearers = new Map<string, Hearers>()
  readonly #watchers = new Set<(state: LinkState) => void>()

  constructor(private readonly parts: LinkDeps) {
    void this.#keep()
  }

  /** Returns the state; `lost` as well when the connection has been silent for too long. */
  get state(): LinkState {
    return this.#state === 'open' && !this.#connection?.alive ? 'lost' : this.#state
  }

  /** Runs the callback with each change; returns a function that ends this. */
  watch(told: (state: LinkState) => void): () => void {
    this.#watchers.add(told)
    return () => void this.#watchers.delete(told)
  }

  /** Passes on every message of a filter until the returned stop is called; no two filters may overlap. */
  listen(filter: string, hear: (message: IncomingMessage) => void, how: ListenOptions = {}): () => void {
    const hearers = this.#hearers.get(filter) ?? { how, each: new Set() }
    hearers.each.add(hear)
    this.#hearers.set(filter, hearers)
    if (hearers.each.size === 1) void this.#connection?.listen(filter, how)
    return () => {
      hearers.each.delete(hear)
      if (hearers.each.size > 0 || this.#hearers.get(filter) !== hearers) return
      this.#hearers.delete(filter)
      void this.#connection?.unlisten(filter)
    }
  }

  /** Sends over the current connection, or reports that nothing has left. Never queues. */
  async send(message: OutgoingMessage): Promise<SendResult> {
    return this.#connection ? this.#connection.send(message) : { code: 'OFFLINE' }
  }

  /** Retries now and resets the backoff: the network came back, or somebody looks. */
  wake(): void {
    this.#failures = 0
    this.#cancelWait()
  }

  /** Drops the current connection and makes a new one: the browser says that the network is gone, and may be wrong. */
  drop(): void {
    this.#connection?.drop()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancelWait()
    await this.#connection?.close()
  }

  async #keep() {
    while (!this.#stopped) {
      const ended = await this.#once()
      if (this.#stopped) return
      this.#tell(ended)
      if (ended === 'taken-over') return
      await this.#wait()
    }
  }

  /** Runs one connection from its start to its end. */
  async #once(): Promise<LinkState> {
    const door = await this.parts.connectOptions().catch(() => null)
    if (this.#stopped) return 'lost'
    this.#asked = door && 'afterMs' in door ? door.afterMs : 0
    if (!door || 'afterMs' in door) {
      this.#failures++
      return 'unreachable'
    }
    const connection = await Connection.open(door, this.parts.now)
    if (!(connection instanceof Connection)) {
      this.#failures++
      return connection.code
    }
    if (this.#stopped) {
      await connection.close()
      return 'lost'
    }
    connection.onMessage((message) => this.#pass(message))
    this.#connection = connection
    this.#failures = 0
    await Promise.all([...this.#hearers].map(([filter, { how }]) => connection.listen(filter, how)))
    this.#tell('open')
    const ended = await connection.ended
    this.#connection = null
    return ended === 'closed' ? 'lost' : ended
  }

  #pass(message: IncomingMessage) {
    for (const [filter, { each }] of this.#hearers)
      if (reaches(message.topic, filter)) each.forEach((hear) => hear(message))
  }

  #tell(state: LinkState) {
    this.#state = state
    this.#watchers.forEach((told) => told(state))
  }

  #wait(): Promise<void> {
    const { longestWait = usualLongestWait } = this.parts
    const rhythm = Math.min(longestWait, shortestWait * 2 ** this.#failures)
    const ms = Math.max(this.#asked, rhythm) * (1 + this.parts.chance() / 4)
    return new Promise((resolve) => {
      const cancel = this.parts.after(ms, resolve)
      this.#cancelWait = () => {
        cancel()
        resolve()
      }
    })
  }
}
