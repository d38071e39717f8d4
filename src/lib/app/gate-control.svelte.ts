import { createSubscriber } from 'svelte/reactivity'
import { emergencies, type Emergency, type GateAction } from '#lib/domain/gates/contract/actions.ts'
import { attemptOf } from '#lib/domain/gates/contract/attempt.ts'
import { errand, type Errand, type Sent } from '#lib/domain/gates/contract/errand.ts'
import { defaultPolicy, mayAsk } from '#lib/domain/gates/contract/policy.ts'
import { shown, type GateState, type Shown } from '#lib/domain/gates/contract/state.ts'
import { acceptedWithinMs } from '#lib/domain/gates/contract/timers.ts'
import { maxCommandReason as maxReason } from '#lib/domain/gates/facts.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { BookParts } from './book-parts.ts'
import { Live } from './live.svelte.ts'
import type { GateAsk, GateHeard, GateLine, Source } from './ports.ts'
import type { Unsaved } from './record.ts'
import { typed } from './typed.ts'

export { emergencies, maxReason }
export type { Emergency }

/** What a screen asks for. */
export interface Asking {
  action: GateAction
  /** Why, in the asker's own words. */
  reason?: string
  override?: Emergency
  /** The command of a first person that this one seconds. */
  approves?: string
  /** He says himself that he sees no picture of the gate. */
  noCamera?: true
}

/** The command asked for last on this page, as far as it is known. */
export interface LastAsked {
  action: GateAction
  /** When it was asked for, agent's time, Unix ms. */
  at: number
  /** Null: nothing was sent at all. */
  errand: Errand | null
}

interface Asked {
  ask: GateAsk
  sent: Sent
  offline: boolean
}

const nothing: GateHeard = { state: null, agentGone: false, replies: [] }
const beatMs = 1_000
/** One more press on a button that says "nothing is sent" is no further entry of the log, ms. */
const samePressMs = 10_000

/**
 * One motor gate as its screens see it: what was ordered and what the gate itself reports, side by side, each with
 * its age. It sends what somebody asks for once, now or never. It outlives screens, so it holds no `$derived`.
 */
export class GateControl {
  #line = $state.raw<GateLine | null>(null)
  /** The line's code did not come. */
  #missing = $state(false)
  #asked = $state.raw<Asked | null>(null)
  /** Also while no screen looks. */
  #latest = nothing
  /** Why the log has no entry of what was asked for last; null: it has. */
  unlogged = $state.raw<Unsaved | null>(null)
  readonly #heard: Live<GateHeard>
  readonly #beat: () => void

  constructor(
    readonly id: string,
    private readonly parts: Pick<BookParts, 'unit' | 'account' | 'roles' | 'clock' | 'record' | 'gateLine'>
  ) {
    this.#heard = new Live(this.#source(), nothing)
    this.#beat = createSubscriber((update) => {
      const timer = setInterval(update, beatMs)
      return () => clearInterval(timer)
    })
  }

  /** The agent's time as this phone knows it, Unix ms. */
  get now(): number {
    this.#beat()
    return this.#now()
  }

  get line(): GateLine['state'] {
    this.#beat()
    void this.#known
    return this.#missing ? 'lost' : (this.#line?.state ?? 'connecting')
  }

  /** Is this phone's clock so wrong that its owner should know? */
  get skewed(): boolean {
    this.#beat()
    return this.#line?.skewed(this.id) ?? false
  }

  /** How the gate stands, by its own word. */
  get shown(): Shown {
    const { state, agentGone } = this.#known
    if (state && agentGone) return { kind: 'unknown', since: state.reportedAt }
    return shown(state, this.now)
  }

  /** The gate's last word with lock, power and who waits; null unless it is fresh enough to go by. */
  get state(): GateState | null {
    const { state } = this.#known
    return this.shown.kind === 'unknown' ? null : state
  }

  /** Who has asked to open and waits for a second person. */
  get waiting(): (NonNullable<GateState['waiting']> & { own: boolean }) | null {
    const waiting = this.state?.waiting
    if (!waiting || waiting.until <= this.now) return null
    return { ...waiting, own: waiting.actor === this.parts.account }
  }

  get asked(): LastAsked | null {
    const asked = this.#asked
    if (!asked) return null
    const { ask, sent, offline } = asked
    return { action: ask.action, at: sent.at, errand: offline ? null : this.#errand(asked, this.now) }
  }

  /** Would the table of roles let this account ask for it? The gate's own policy decides in the end. */
  may(action: GateAction): boolean {
    const { roles } = this.parts
    return roles.length > 0 && this.mayCommand && mayAsk(defaultPolicy, action, roles)
  }

  /** Does this account command gates at all? */
  get mayCommand(): boolean {
    return mayAsk(defaultPolicy, 'CLOSE', this.parts.roles)
  }

  /** Asks the gate, once. What came of it is in `asked`; the log gets an entry of it in any case. */
  async ask(asking: Asking): Promise<void> {
    const now = this.#now()
    if (this.#isRepeated(asking.action, now)) return
    const ask = this.#askOf(asking, now)
    const sent: Sent = { id: ask.id, unit: this.parts.unit, gate: this.id, action: ask.action, at: now }
    const asked = (this.#asked = { ask, sent, offline: false })
    this.unlogged = null
    const code = await this.#send(ask)
    if (code === 'OFFLINE') return this.#end({ ...asked, offline: true })
    if (code === 'AGENT_OFFLINE' || code === 'NOT_ALLOWED')
      return this.#end({ ...asked, sent: { ...sent, turnedBack: code } })
    await this.#firstWord(ask.id)
    await this.#end(asked)
  }

  get #known(): GateHeard {
    void this.#heard.current
    return this.#latest
  }

  async #send(ask: GateAsk) {
    try {
      const line = await this.parts.gateLine()
      this.#line = line
      return await line.send(this.id, ask)
    } catch {
      return 'OFFLINE'
    }
  }

  /** The log's entry. A later command may be the last one meanwhile. */
  async #end(asked: Asked): Promise<void> {
    if (this.#asked?.ask.id === asked.ask.id) this.#asked = asked
    const { parts, id } = this
    const body = attemptOf(commandOf(asked.ask), asked.offline ? 'OFFLINE' : this.#errand(asked, this.#now()))
    const place = { unit: parts.unit, book: 'gates', stream: `gate/${id}` } as const
    const outcome = await parts.record({ ...place, type: 'gates.command-attempted', body })
    if (!outcome.ok) this.unlogged = outcome.refusal
  }

  #askOf({ action, reason, override, approves, noCamera }: Asking, now: number): GateAsk {
    const words = reason === undefined ? '' : typed(reason)
    return {
      id: uuidv7(now, this.parts.clock.random(10)),
      action,
      seen: { stateSeq: this.#latest.state?.seq ?? 0, ...(noCamera && { noCamera }) },
      ...(words && { reason: words }),
      ...(override && { override }),
      ...(approves && { approves })
    }
  }

  /** The same command is on its way, or was just told that nothing is sent. */
  #isRepeated(action: GateAction, now: number): boolean {
    const asked = this.#asked
    if (asked?.ask.action !== action) return false
    if (asked.offline) return this.#line?.state !== 'open' && now - asked.sent.at < samePressMs
    return this.#errand(asked, now).ordered === 'sent'
  }

  #errand({ sent }: Asked, now: number): Errand {
    const { state, replies } = this.#known
    return errand(sent, replies, state ? [state] : [], now)
  }

  #now(): number {
    return this.#line?.now(this.id) ?? this.parts.clock.now()
  }

  /** Resolves with the gate's first word on that command, or when it is late. */
  #firstWord(id: string): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        queueMicrotask(() => subscription.unsubscribe())
        resolve()
      }
      const timer = setTimeout(end, acceptedWithinMs + 1)
      const subscription = this.#source().subscribe({
        next: ({ replies }) => {
          if (replies.some((reply) => reply.id === id)) end()
        },
        error: end
      })
    })
  }

  #source(): Source<GateHeard> {
    return {
      subscribe: (observer) => {
        let inner: { unsubscribe(): void } | null = null
        let over = false
        const listen = async () => {
          const line = await this.parts.gateLine()
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

function commandOf({ id, action, reason, override, approves, drill }: GateAsk) {
  return {
    id,
    action,
    ...(reason !== undefined && { reason }),
    ...(override !== undefined && { override }),
    ...(approves !== undefined && { approves }),
    ...(drill && { drill })
  }
}

/** The motor gates of a unit. */
export class GateControls {
  readonly #gates = new Map<string, GateControl>()

  constructor(private readonly parts: BookParts) {}

  /** The same object for every component that asks. */
  gate(id: string): GateControl {
    const known = this.#gates.get(id)
    if (known) return known
    const control = new GateControl(id, this.parts)
    this.#gates.set(id, control)
    return control
  }
}
