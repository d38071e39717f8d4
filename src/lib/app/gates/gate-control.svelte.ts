import {
  emergencies,
  movesOrStops,
  type Emergency,
  type GateAction
} from '#lib/domain/gates/contract/actions.ts'
import { attemptOf } from '#lib/domain/gates/contract/attempt.ts'
import {
  commandStatus,
  type CommandStatus,
  type SentCommand
} from '#lib/domain/gates/contract/command-status.ts'
import { defaultPolicy, mayAsk, mayLook } from '#lib/domain/gates/contract/checks/policy.ts'
import { isMoving } from '#lib/domain/gates/motion.ts'
import { reportsClosed, shown, type GateState, type Shown } from '#lib/domain/gates/contract/state.ts'
import { stateExpiryMs } from '#lib/domain/gates/contract/timers.ts'
import { maxCommandReason as maxReason } from '#lib/domain/gates/facts.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { closeGate, type ClosingHow } from './close-gate.ts'
import {
  askOf,
  loggedCommand,
  type SentRequest,
  type CommandRequest,
  type OwnCommand
} from './command-request.ts'
import { GateCamera } from './gate-camera.svelte.ts'
import { GateSubscription } from './gate-subscription.svelte.ts'
import type { GateRequest, GateConnection } from '#lib/ports/ports.ts'
import type { Draft, KeepOutcome, Unsaved } from '../notebook/record.ts'

export { emergencies, maxReason }
export type { CommandRequest, Emergency, OwnCommand }

/** One more press on a button that says "nothing is sent" is no further entry of the log, ms. */
const samePressMs = 10_000

/** What it takes to ask a gate; a locked phone keeps what it would write into the log. */
export type GateControlDeps = Pick<BookDeps, 'unit' | 'account' | 'roles' | 'clock' | 'gateConnection'> & {
  record(draft: Draft): Promise<KeepOutcome>
}

/**
 * One motor gate as its screens see it: what was ordered and what the gate itself reports, side by side, each with
 * its age. It sends what somebody asks for once, now or never. It outlives screens, so it holds no `$derived`.
 */
export class GateControl {
  #asked = $state.raw<SentRequest | null>(null)
  /** The last one that moves or stops the gate: a lock after it does not hide it. */
  #moved = $state.raw<SentRequest | null>(null)
  /** Why the log has no entry of what was asked for last; null: it has. */
  unlogged = $state.raw<Unsaved | null>(null)
  readonly #hearing: GateSubscription
  /** What its camera sees. */
  readonly camera: GateCamera

  constructor(
    readonly id: string,
    private readonly parts: GateControlDeps
  ) {
    this.#hearing = new GateSubscription(id, parts)
    this.camera = new GateCamera(this.#hearing)
  }

  /** The agent's time as this phone knows it, Unix ms. */
  get now(): number {
    this.#hearing.beat()
    return this.#hearing.now()
  }

  get line(): GateConnection['state'] {
    this.#hearing.beat()
    void this.#hearing.current
    return this.#hearing.lineState
  }

  /** Does it go by the gate's own network, past the commune's broker? */
  get isLocal(): boolean {
    return this.#hearing.local !== null
  }

  /** By the broker of that address on the gate's own network; null: by the commune's again. The contract is the same. */
  goBy(local: string | null): void {
    this.#hearing.goBy(local)
  }

  /** Is this phone's clock so wrong that its owner should know? */
  get skewed(): boolean {
    this.#hearing.beat()
    return this.#hearing.skewed
  }

  /** How the gate stands, by its own word. */
  get shown(): Shown {
    const { state, agentGone } = this.#hearing.current
    if (state && agentGone) return { kind: 'unknown', since: state.agentTime, silent: true }
    const told = shown(state, this.now)
    // Without a line nothing is heard any more: what was, is the last word and not how it stands.
    if (told.kind === 'fresh' && this.line === 'lost')
      return { kind: 'stale', last: told.motion, ageMs: told.ageMs }
    return told
  }

  /** May it be on its way, by its last word, if that is older too than counts, or by a command that it has taken? */
  get mayMove(): boolean {
    const ordered = this.moved?.errand?.ordered
    const { state } = this.#hearing.current
    const moved = state !== null && isMoving(state) && this.now - state.agentTime <= stateExpiryMs
    return moved || ordered === 'accepted' || ordered === 'moving'
  }

  /** Does the gate itself say now that it is closed? */
  get saysClosed(): boolean {
    return reportsClosed(this.shown)
  }

  /** The gate's last word with lock, power and who waits; null unless it is fresh enough to go by. */
  get state(): GateState | null {
    const { state } = this.#hearing.current
    return this.shown.kind === 'unknown' ? null : state
  }

  /** When it closes by itself next, Unix ms; null: nobody has said so, or it is locked for maintenance and stands still. */
  get closesAt(): number | null {
    return this.isInMaintenance ? null : (this.state?.closesAt ?? null)
  }

  get isInMaintenance(): boolean {
    return this.state?.lock?.kind === 'maintenance'
  }

  /** Does a camera look at it? Null: its agent has not said so yet. */
  get hasCamera(): boolean | null {
    const { state } = this.#hearing.current
    return state && state.camera === true
  }

  /** Is there room for a picture: may this account see one, as the table of roles has it, and is there perhaps a camera? */
  get looks(): boolean {
    return mayLook(defaultPolicy, this.parts.roles) && this.hasCamera !== false
  }

  /** Who has asked to open and waits for a second person. */
  get waiting(): (NonNullable<GateState['waiting']> & { own: boolean }) | null {
    const waiting = this.state?.waiting
    if (!waiting || waiting.until <= this.now) return null
    return { ...waiting, own: waiting.actor === this.parts.account }
  }

  get asked(): OwnCommand | null {
    return this.#told(this.#asked)
  }

  /** The last command that moves or stops the gate. */
  get moved(): OwnCommand | null {
    return this.#told(this.#moved)
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
  async ask(asking: CommandRequest): Promise<void> {
    const now = this.#hearing.now()
    if (this.#isRepeated(asking.action, now)) return
    const { unit, clock } = this.parts
    const ask = askOf(asking, this.#hearing.latest.state?.seq ?? 0, now, clock)
    const sent: SentCommand = { id: ask.id, unit, gate: this.id, action: ask.action, at: now }
    const asked = { ask, sent, askedAt: clock.now(), offline: false }
    this.#asked = asked
    if (movesOrStops(asking.action)) this.#moved = asked
    this.unlogged = null
    const code = await this.#send(ask)
    if (code === 'OFFLINE') return this.#end({ ...asked, offline: true })
    if (code === 'AGENT_OFFLINE' || code === 'NOT_ALLOWED')
      return this.#end({ ...asked, sent: { ...sent, turnedBack: code } })
    await this.#hearing.firstWord(ask.id)
    await this.#end(asked)
  }

  #told(asked: SentRequest | null): OwnCommand | null {
    if (!asked) return null
    const { ask, sent, askedAt, offline } = asked
    return {
      command: ask.id,
      action: ask.action,
      at: sent.at,
      askedAt,
      errand: offline ? null : this.#errand(asked, this.now)
    }
  }

  async #send(ask: GateRequest) {
    try {
      const line = await this.#hearing.line()
      return await line.send(this.id, ask)
    } catch {
      return 'OFFLINE'
    }
  }

  /** The log's entry. A later command may be the last one meanwhile. */
  async #end(asked: SentRequest): Promise<void> {
    if (this.#asked?.ask.id === asked.ask.id) this.#asked = asked
    if (this.#moved?.ask.id === asked.ask.id) this.#moved = asked
    const { parts, id } = this
    const heard = asked.offline ? 'OFFLINE' : this.#errand(asked, this.#hearing.now())
    const body = attemptOf(loggedCommand(asked.ask), heard)
    const place = { unit: parts.unit, book: 'gates', stream: `gate/${id}` } as const
    const outcome = await parts.record({ ...place, type: 'gates.command-attempted', body })
    if (!outcome.ok) this.unlogged = outcome.refusal
  }

  /** The same command is on its way, or was just told that nothing is sent. */
  #isRepeated(action: GateAction, now: number): boolean {
    const asked = movesOrStops(action) ? this.#moved : this.#asked
    if (asked?.ask.action !== action) return false
    if (asked.offline) return this.#hearing.lineState !== 'open' && now - asked.sent.at < samePressMs
    return this.#errand(asked, now).ordered === 'sent'
  }

  #errand({ sent }: SentRequest, now: number): CommandStatus {
    const { state, replies } = this.#hearing.current
    return commandStatus(sent, replies, state ? [state] : [], now)
  }
}

/** The motor gates of a unit. */
export class GateControls {
  readonly #gates = new Map<string, GateControl>()

  constructor(private readonly parts: BookDeps) {}

  /** The same object for every component that asks. */
  gate(id: string): GateControl {
    const known = this.#gates.get(id)
    if (known) return known
    const control = new GateControl(id, this.parts)
    this.#gates.set(id, control)
    return control
  }

  /** Closes one of several: see `closeGate`. */
  close(id: string, how: ClosingHow = {}): Promise<void> {
    return closeGate(this.gate(id), this.parts, how)
  }
}
