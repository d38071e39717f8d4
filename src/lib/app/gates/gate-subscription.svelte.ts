import { createSubscriber } from 'svelte/reactivity'
import { isEnd } from '#lib/domain/gates/contract/reply.ts'
import { shown, type Shown } from '#lib/domain/gates/contract/state.ts'
import { acceptedWithinMs, stateExpiryMs } from '#lib/domain/gates/contract/timers.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { Live } from '../notebook/live.svelte.ts'
import { isMoving } from '#lib/domain/gates/motion.ts'
import type { GateRequest, GateSnapshot, GateConnection, Source } from '#lib/ports/ports.ts'

const nothing: GateSnapshot = { state: null, agentGone: false, replies: [] }
const beatMs = 1_000

/**
 * Subscribes to the reports of one motor gate over the unit's connection. It outlives screens, so it holds no
 * `$derived`.
 */
export class GateSubscription {
  #line = $state.raw<GateConnection | null>(null)
  /** True when the connection's code failed to load. */
  #missing = $state(false)
  /** The last snapshot heard, kept also while no screen looks. */
  #latest = nothing
  /** The address of the broker on the gate's own network while it is used; null: the commune's. */
  #local = $state.raw<string | null>(null)
  #heard = $state.raw<Live<GateSnapshot>>(null!)
  readonly #beat: () => void

  constructor(
    readonly id: string,
    private readonly parts: Pick<BookDeps, 'clock' | 'gateConnection' | 'isOffline'>
  ) {
    this.#heard = new Live(this.#source(), nothing)
    this.#beat = createSubscriber((update) => {
      const timer = setInterval(update, beatMs)
      return () => clearInterval(timer)
    })
  }

  /** Returns the current snapshot; a screen that reads it is updated with every change. */
  get current(): GateSnapshot {
    void this.#heard.current
    return this.#latest
  }

  /** Returns the current snapshot without reactivity. */
  get latest(): GateSnapshot {
    return this.#latest
  }

  /** Returns the gate's state as it reports it. */
  get shown(): Shown {
    this.beat()
    const { state, agentGone } = this.current
    if (state && agentGone) return { kind: 'unknown', since: state.agentTime, silent: true }
    const told = shown(state, this.now())
    // Without a connection nothing new arrives: the last report is not the present state.
    if (told.kind === 'fresh' && this.lineState === 'lost')
      return { kind: 'stale', last: told.motion, ageMs: told.ageMs }
    return told
  }

  /** Returns the codes of what is to be put right at the controller, also where it leaves the gate unknown. */
  get warnings(): readonly string[] {
    this.beat()
    const { state, agentGone } = this.current
    return (!agentGone && state && this.now() - state.agentTime <= stateExpiryMs && state.warnings) || []
  }

  /** Tells whether the gate moves by its last report, even one too old to count. */
  get moves(): boolean {
    this.beat()
    const { state } = this.current
    return state !== null && isMoving(state) && this.now() - state.agentTime <= stateExpiryMs
  }

  /** Makes the screen that calls it update each second, since whatever it shows has an age. */
  beat(): void {
    this.#beat()
  }

  /** Returns the agent's time as this phone knows it, Unix ms. */
  now(): number {
    return this.#line?.now(this.id) ?? this.parts.clock.now()
  }

  get lineState(): GateConnection['state'] {
    if (this.#missing) return 'lost'
    return this.#line?.state ?? (this.parts.isOffline() ? 'lost' : 'connecting')
  }

  /** Tells whether this phone's clock is so wrong that its owner should know. */
  get skewed(): boolean {
    return this.#line?.skewed(this.id) ?? false
  }

  /** @throws when the connection's code cannot be loaded now */
  async line(): Promise<GateConnection> {
    return (this.#line = await this.#open())
  }

  /** Sends a command once; `OFFLINE` also where the connection's code cannot be loaded. */
  async send(ask: GateRequest): Promise<Awaited<ReturnType<GateConnection['send']>>> {
    try {
      const line = await this.line()
      return await line.send(this.id, ask)
    } catch {
      return 'OFFLINE'
    }
  }

  get local(): string | null {
    return this.#local
  }

  /** Switches to the broker at that address on the gate's own network; null: back to the commune's. */
  goBy(local: string | null): void {
    if (local === this.#local) return
    this.#local = local
    this.#line = null
    this.#missing = false
    this.#heard = new Live(this.#source(), nothing)
  }

  #open(): Promise<GateConnection> {
    return this.parts.gateConnection(this.#local ?? undefined)
  }

  /** Resolves with the gate's first reply to that command, or when it is overdue. */
  firstWord(command: string): Promise<void> {
    return this.#until(({ replies }) => replies.some(({ id }) => id === command), acceptedWithinMs + 1)
  }

  /**
   * Listens until the gate's final reply to that command, at most so long (ms): its outcome is heard also when nobody
   * looks at the gate any more.
   */
  lastWord(command: string, ms: number): Promise<void> {
    return this.#until(({ replies }) => replies.some(({ id, status }) => id === command && isEnd(status)), ms)
  }

  /** Resolves once a snapshot is enough, when the time is over, or when nothing can be heard. */
  #until(isEnough: (heard: GateSnapshot) => boolean, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        queueMicrotask(() => subscription.unsubscribe())
        resolve()
      }
      const timer = setTimeout(end, ms)
      const subscription = this.#source().subscribe({
        next: (heard) => {
          if (isEnough(heard)) end()
        },
        error: end
      })
    })
  }

  #source(): Source<GateSnapshot> {
    return {
      subscribe: (observer) => {
        let inner: { unsubscribe(): void } | null = null
        let over = false
        const listen = async () => {
          const line = await this.#open()
          if (over) return
          this.#line = line
          this.#missing = false
          inner = line.heard(this.id).subscribe({
            next: (heard) => observer.next((this.#latest = heard)),
            error: (problem) => observer.error(problem)
          })
        }
        listen().catch(() => {
          this.#missing = true
          if (!over) observer.next(nothing)
        })
        return {
          unsubscribe() {
            over = true
            inner?.unsubscribe()
          }
        }
      }
    }
  }
}
