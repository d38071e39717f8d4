import {
  emergencies,
  movesOrStops,
  type Emergency,
  type GateAction
} from '#lib/domain/gates/contract/actions.ts'
import {
  commandStatus,
  type CommandStatus,
  type SentCommand
} from '#lib/domain/gates/contract/command-status.ts'
import { defaultPolicy, mayAsk, mayLook } from '#lib/domain/gates/contract/checks/policy.ts'
import type { RolesAtGate } from '#lib/domain/gates/at-gate.ts'
import { runNews } from '#lib/domain/gates/contract/run.ts'
import { stateOfMotion } from '#lib/domain/gates/gate-status.ts'
import { reportsClosed, type GateState, type Shown } from '#lib/domain/gates/contract/state.ts'
import { isMarkedSecret } from '#lib/domain/secrecy/marking.ts'
import { maxCommandReason as maxReason } from '#lib/domain/gates/facts.ts'
import type { Schedule } from '#lib/domain/gates/schedule.ts'
import { isPolice } from '#lib/domain/gates/contract/checks/right-checks.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import {
  askOf,
  attemptDraft,
  requestStatus,
  samePressMs,
  type SentRequest,
  type CommandRequest,
  type OwnCommand
} from './command-request.ts'
import { GateCamera } from './gate-camera.svelte.ts'
import { GateSubscription } from './gate-subscription.svelte.ts'
import type { GateRequest, GateConnection } from '#lib/ports/ports.ts'
import type { Draft, KeepOutcome, Unsaved } from '../notebook/record.ts'

export { emergencies, maxReason, runNews, stateOfMotion }
export type { CommandRequest, Emergency, OwnCommand }

/** Makes the id of a command that is not sent. */
const blind = { random: (bytes: number) => new Uint8Array(bytes) }

/** How long a final reply may be overdue and still be listened for, ms. */
const lateMs = 10_000

/** The dependencies for commanding a gate; a locked phone keeps its log entries for later. */
export type GateControlDeps = Pick<
  BookDeps,
  'unit' | 'account' | 'clock' | 'gateConnection' | 'isOffline'
> & {
  /** Returns the account's roles that count at a gate, as they are now. */
  rolesAt(gate: string): RolesAtGate
  record(draft: Draft): Promise<KeepOutcome>
}

/**
 * One motor gate as its screens see it: what was commanded and what the gate itself reports, side by side, each with
 * its age. Sends each command once, now or never. It outlives screens, so it holds no `$derived`.
 */
export class GateControl {
  #asked = $state.raw<SentRequest | null>(null)
  /** The last command that moves or stops the gate: a later lock does not hide it. */
  #moved = $state.raw<SentRequest | null>(null)
  /** The reason why the log has no entry of the last command; null: it has one. */
  unlogged = $state.raw<Unsaved | null>(null)
  readonly #hearing: GateSubscription
  /** The picture of its camera. */
  readonly camera: GateCamera

  constructor(
    readonly id: string,
    private readonly parts: GateControlDeps
  ) {
    this.#hearing = new GateSubscription(id, parts)
    this.camera = new GateCamera(this.#hearing)
  }

  /** Returns the agent's time as this phone knows it, Unix ms. */
  get now(): number {
    this.#hearing.beat()
    return this.#hearing.now()
  }

  get line(): GateConnection['state'] {
    this.#hearing.beat()
    void this.#hearing.current
    return this.#hearing.lineState
  }

  /** Tells whether it is reached over the gate's own network, without the commune's broker. */
  get isLocal(): boolean {
    return this.#hearing.local !== null
  }

  /**
   * Switches to the broker at that address on the gate's own network; null: back to the commune's. The contract is the
   * same.
   */
  goBy(local: string | null): void {
    this.#hearing.goBy(local)
  }

  /** Tells whether this phone's clock is so wrong that its owner should know. */
  get skewed(): boolean {
    this.#hearing.beat()
    return this.#hearing.skewed
  }

  /** Returns the gate's state as it reports it. */
  get shown(): Shown {
    return this.#hearing.shown
  }

  /**
   * Returns when a gate that a passage holds open closes by itself, Unix ms; null: none holds it, as far as is known.
   * By a report that is not fresh only until that time.
   */
  get holdsUntil(): number | null {
    const until = this.state?.holdsUntil
    return until === undefined || (this.shown.kind !== 'fresh' && until <= this.now) ? null : until
  }

  /**
   * Tells whether the gate may be moving, by its last report, even one too old to count, or by a command that it has
   * accepted; or is about to, after a passage.
   */
  get mayMove(): boolean {
    const ordered = this.moved?.errand?.ordered
    return this.#hearing.moves || ordered === 'accepted' || ordered === 'moving' || this.holdsUntil !== null
  }

  /** Tells whether the gate reports itself closed now. */
  get saysClosed(): boolean {
    return reportsClosed(this.shown)
  }

  /** Returns the motion in the gate's last report, however old, and its time, agent's time, Unix ms; null: none heard. */
  get lastHeard(): { motion: GateState['motion']; at: number } | null {
    const { state } = this.#hearing.current
    return state && { motion: state.motion, at: state.agentTime }
  }

  /** Returns the gate's last report with lock, power and waiting request; null unless it is fresh enough to act on. */
  get state(): GateState | null {
    const { state } = this.#hearing.current
    return this.shown.kind === 'unknown' ? null : state
  }

  /** Returns the codes of what is to be put right at the controller, also where it leaves the gate unknown. */
  get warnings(): readonly string[] {
    return this.#hearing.warnings
  }

  /** Returns when the gate closes by itself at all; null: not known, or never. */
  get schedule(): Schedule | null {
    return this.state?.schedule ?? null
  }

  /** Tells whether this account may put off evenings to come, such as a holiday's. */
  get postponesAhead(): boolean {
    return this.schedule !== null && isPolice(this.#roles)
  }

  /** Returns until when closings to come are postponed, Unix ms. */
  get postponed(): readonly number[] {
    return this.state?.postponed ?? []
  }

  /**
   * Returns the time of the next automatic closing, Unix ms; null: none is known, or the gate is locked for maintenance
   * and stands still.
   */
  get closesAt(): number | null {
    return this.isInMaintenance ? null : (this.state?.closesAt ?? null)
  }

  get isInMaintenance(): boolean {
    return this.state?.lock?.kind === 'maintenance'
  }

  /** Tells whether the gate has a camera; null: its agent has not said so yet. */
  get hasCamera(): boolean | null {
    const { state } = this.#hearing.current
    return state && state.camera === true
  }

  /** Tells whether to make room for a picture: by its roles this account may see one, and there may be a camera. */
  get looks(): boolean {
    return mayLook(defaultPolicy, this.#roles.roles) && this.hasCamera !== false
  }

  /** Returns the opening request that waits for a second person. */
  get waiting(): (NonNullable<GateState['waiting']> & { own: boolean }) | null {
    const waiting = this.state?.waiting
    if (!waiting || waiting.until <= this.now) return null
    return { ...waiting, own: waiting.actor === this.parts.account }
  }

  get asked(): OwnCommand | null {
    return this.#told(this.#asked)
  }

  /** Returns the last command that moves or stops the gate. */
  get moved(): OwnCommand | null {
    return this.#told(this.#moved)
  }

  /** Tells whether the table of roles lets this account ask for it. The gate's own policy decides in the end. */
  may(action: GateAction): boolean {
    return this.mayCommand && mayAsk(defaultPolicy, action, this.#roles.roles)
  }

  /** Tells whether this account commands this gate at all. */
  get mayCommand(): boolean {
    return mayAsk(defaultPolicy, 'CLOSE', this.#roles.roles)
  }

  /** Tells whether an alarm of this account may close it: with the others of a group, even where it is not its own. */
  get mayCloseInAlarm(): boolean {
    return mayAsk(defaultPolicy, 'CLOSE', this.#roles.closing)
  }

  get #roles() {
    return this.parts.rolesAt(this.id)
  }

  /**
   * Sends the command once. The outcome is in `asked`; the log gets an entry in any case. A reason with a marking of a
   * state secret is not sent.
   * @throws when the command cannot be made
   */
  async ask(asking: CommandRequest): Promise<void> {
    // The agent would write it into the gate's log.
    if (isMarkedSecret(asking.reason ?? '')) {
      this.unlogged = { code: 'secret-marking', at: 'body.reason' }
      return
    }
    const asked = this.#begin(asking)
    if (!asked) return
    const { ask, sent } = asked
    const code = await this.#hearing.send(ask)
    if (code === 'OFFLINE') return this.#end({ ...asked, offline: true })
    if (code === 'AGENT_OFFLINE' || code === 'NOT_ALLOWED')
      return this.#end({ ...asked, sent: { ...sent, turnedBack: code } })
    await this.#hearing.firstWord(ask.id)
    const { dueAt } = this.#errand(asked, this.#hearing.now())
    if (dueAt !== null) void this.#hearing.lastWord(ask.id, dueAt - this.#hearing.now() + lateMs)
    await this.#end(asked)
  }

  /** Makes the command and shows it; null: it is not to be sent. One that cannot be made is shown as not sent. */
  #begin(asking: CommandRequest): SentRequest | null {
    const { clock } = this.parts
    try {
      const now = this.#hearing.now()
      if (this.#isRepeated(asking.action, now)) return null
      return this.#show(askOf(asking, this.#hearing.latest.state?.seq ?? 0, now, clock), now)
    } catch (problem) {
      this.#show(askOf({ action: asking.action }, 0, clock.now(), blind), clock.now(), true)
      throw problem
    }
  }

  #show(ask: GateRequest, now: number, offline = false): SentRequest {
    const { unit, clock } = this.parts
    const sent: SentCommand = { id: ask.id, unit, gate: this.id, action: ask.action, at: now }
    const asked = { ask, sent, askedAt: clock.now(), offline, endsHold: this.holdsUntil !== null }
    this.#asked = asked
    if (movesOrStops(ask.action)) this.#moved = asked
    this.unlogged = null
    return asked
  }

  #told(asked: SentRequest | null): OwnCommand | null {
    return asked && requestStatus(asked, asked.offline ? null : this.#errand(asked, this.now))
  }

  /** Writes the log entry. A later command may be the last one by then. */
  async #end(asked: SentRequest): Promise<void> {
    if (this.#asked?.ask.id === asked.ask.id) this.#asked = asked
    if (this.#moved?.ask.id === asked.ask.id) this.#moved = asked
    const heard = asked.offline ? 'OFFLINE' : this.#errand(asked, this.#hearing.now())
    const outcome = await this.parts.record(attemptDraft(asked, heard))
    if (!outcome.ok) this.unlogged = outcome.refusal
  }

  /** Tells whether the same command is on its way, or was just reported as not sent. */
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
