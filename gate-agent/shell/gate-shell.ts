import { randomBytes } from 'node:crypto'
import { receive, type HolderOf } from '#lib/domain/gates/contract/checks/receive.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import { replyTopicFor } from '#lib/domain/gates/contract/topics.ts'
import type { Lock } from '#lib/domain/gates/contract/checks/check-context.ts'
import type { Command } from '#lib/domain/gates/contract/command.ts'
import type { SignedText } from '#lib/domain/gates/contract/envelope.ts'
import type { GateHolder } from '#lib/domain/gates/contract/keys.ts'
import type { SmsRequest } from '#lib/domain/gates/contract/sms-text.ts'
import { isMoving, type GateReport } from '#lib/domain/gates/motion.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { clockIsRight, reportAge } from '../core/clock.ts'
import type { Effect, AgentGate, GateSettings, GateTransition } from '../core/agent-gate.ts'
import type { GateTask } from '../core/persisted-state.ts'
import { onDeaf } from '../core/alerting.ts'
import { onCommand, onUnreadCommand, type CommandInput } from '../core/on-command.ts'
import { onDecision } from '../core/on-decision.ts'
import { onDisk } from '../core/on-disk.ts'
import { onNotTold } from '../core/on-not-told.ts'
import { onPower } from '../core/power/on-power.ts'
import { onQuery } from '../core/on-query.ts'
import { onOrderLeft } from '../core/refusals.ts'
import { onReport } from '../core/on-report.ts'
import { onStart } from '../core/on-start.ts'
import { onTick } from '../core/on-tick.ts'
import { onWarnings } from '../core/on-warnings.ts'
import { Challenges } from './challenges.ts'
import type { AgentClock } from './agent-clock.ts'
import { ProvenRequests, type IncomingCommand } from './proven-requests.ts'
import type { Signatures } from './signatures.ts'
import { StateKeeper } from '../disk/state-keeper.ts'
import { stateOf } from './state-of.ts'

/** The gate shell's outputs. They must neither throw nor block. */
interface GateOutputs {
  /** Performs every effect except `state`, which the shell builds itself. */
  perform(effect: Exclude<Effect, { do: 'state' }>): void
  publish(state: GateState): void
  /** Removes a retained command from the broker, where the next subscriber would receive it. */
  clear(topic: string): void
  trouble(problem: unknown): void
}

export interface GateShellDeps {
  settings: GateSettings
  /** Path of the file with the state that must survive a power cut. */
  journal: string
  clock: AgentClock
  /** False when the machine has no clock of its own, so that only challenges prove a command recent. */
  knowsTheTime: boolean
  signatures: Signatures
  holderOf: HolderOf
  /** Tells whether a decision on the gate is known to be in force. */
  hasDecision(): boolean
  /** Tells whether this machine is the one that moves the gate: another one hears, says and moves nothing. */
  moves(): boolean
  /** Tells whether the disk is full, as far as it says. */
  diskIsFull(): boolean
  hands: GateOutputs
}

/**
 * Runs one gate: handles its events one at a time, persists each result to disk, then performs the effects. What the disk
 * does not take moves nothing but a STOP, and the CLOSE of an alarm, which are obeyed from memory.
 */
export class GateShell {
  #known: AgentGate
  #seq = 0
  /** Judges requests that move and persist nothing. */
  readonly requests: ProvenRequests
  readonly #keeper: StateKeeper
  readonly #bootId: string
  readonly #challenges = new Challenges()
  /** Effects that nobody waits for, in order. */
  #later: Effect[] = []

  /** @throws JournalProblem when its file on disk is damaged */
  constructor(private readonly parts: GateShellDeps) {
    const { settings, journal: path, clock, diskIsFull, hands } = parts
    this.#keeper = new StateKeeper({ path, clock, diskIsFull, trouble: hands.trouble })
    const { kept } = this.#keeper
    this.requests = new ProvenRequests(settings, parts.holderOf, this.#proofOf)
    this.#bootId = this.#freshId()
    const { gate, effects } = onStart(settings, kept, clock.now())
    this.#known = gate
    this.#take({ gate, effects }, kept)
    this.#take(onDecision(this.#gate, parts.hasDecision()))
  }

  /** The gate at this moment of the monotonic clock. */
  get #gate(): AgentGate {
    return { ...this.#known, steady: this.parts.clock.steady() }
  }

  /** @param source the connection on which it came */
  command(message: IncomingCommand, source: 'app' | 'lan' = 'app'): void {
    const { topic, payload, retain, responseTopic } = message
    const { settings, clock, holderOf, signatures, hands } = this.parts
    // An empty retained message only clears a topic; it is no command.
    if (!this.parts.moves() || (retain && payload === '')) return
    const heard = receive(message, settings, holderOf)
    if ('refusal' in heard) {
      if (heard.refusal.code === 'RETAINED') hands.clear(topic)
      return this.#take(onUnreadCommand(this.#gate, heard.refusal, heard.command, clock.now(), source))
    }
    const { command, holder, signed } = heard
    const now = clock.now()
    const asked = {
      command,
      holder,
      signed: signatures.verify(holder.key, signed),
      replyTo: replyTopicFor(command, responseTopic),
      challenges: this.#mustProve(command, now) ? this.#challenges.lately(now) : null,
      source
    }
    this.#judge(asked, now)
  }

  /** Handles a text message whose signature is its holder's. @param to see `smsReplyTo` */
  sms(request: SmsRequest, command: Command, holder: GateHolder, to: string | null): void {
    const { clock } = this.parts
    if (!this.parts.moves()) return
    const now = clock.now()
    // A text message bears no challenge, so that an agent without the time obeys none.
    const challenges = this.#challenging(now) ? [] : null
    const asked = { command, holder, signed: true, replyTo: to, challenges, source: 'sms' as const }
    if (request === 'QUERY') return this.#take(onQuery(this.#gate, asked, now))
    this.#judge(asked, now)
  }

  /** Counts a text message to this gate that nobody's key has signed. */
  unsignedSms(): void {
    const refusal = { code: 'BAD_SIGNATURE' } as const
    this.#take(onUnreadCommand(this.#gate, refusal, null, this.parts.clock.now(), 'sms'))
  }

  /** Returns the gate's last report and its lock, for an answer by text message. */
  get stand(): { report: GateReport; reportAgeMs: number | null; lock: Lock | null } {
    const gate = this.#gate
    return { report: gate.report, reportAgeMs: reportAge(gate), lock: gate.kept.lock }
  }

  /** Tells whether somebody's command or the schedule is under way, or the gate moves. */
  get isBusy(): boolean {
    return this.#gate.kept.tasks.length > 0 || isMoving(this.#gate.report)
  }

  /** Counts a message that nobody read: too many came, or it was in the name of an account that is not known. */
  unread(code: 'RATE_LIMITED' | 'ACTOR_MISMATCH', source: 'app' | 'lan'): void {
    this.#take(onUnreadCommand(this.#gate, { code }, null, this.parts.clock.now(), source))
  }

  report(report: GateReport): void {
    this.#take(onReport(this.#gate, report, this.parts.clock.now()))
  }

  /** Handles a message from the gate's power source. */
  power(topic: string, payload: string): void {
    this.#take(onPower(this.#gate, topic, payload, this.parts.clock.now()))
  }

  /** Handles the codes of problems for the controller's operator to fix. */
  warned(warnings: readonly string[]): void {
    this.#take(onWarnings(this.#gate, warnings, this.parts.clock.now()))
  }

  /** Handles a failure to send an action to the controller. */
  notTold(act: GateTask['act']): void {
    this.#take(onNotTold(this.#gate, act, this.parts.clock.now()))
  }

  /** Handles that no command for it arrives over some connection of the agent. */
  deaf(): void {
    this.#take(onDeaf(this.#gate, this.parts.clock.now()))
  }

  /** Handles an order that somebody left at the controller's broker. */
  orderLeft(): void {
    this.#take(onOrderLeft(this.#gate, this.parts.clock.now()))
  }

  tick(): void {
    const now = this.parts.clock.now()
    if (!this.parts.moves()) return
    this.#lookAtDisk(now)
    this.#keeper.catchUp(this.#gate.kept)
    this.#take(onDecision(this.#gate, this.parts.hasDecision()))
    this.#take(onTick(this.#gate, now, this.#freshId, this.#challenging(now)))
  }

  /** Publishes the gate's state, for example after a reconnection. */
  say(): void {
    if (!this.parts.moves()) return
    const now = this.parts.clock.now()
    const nonce = this.#challenging(now) ? this.#challenges.give(now) : null
    this.parts.hands.publish(stateOf(this.#gate, { seq: ++this.#seq, bootId: this.#bootId, now, nonce }))
  }

  close(): void {
    this.#finishLater()
    this.#keeper.catchUp(this.#gate.kept)
    this.#keeper.close()
  }

  /** Takes a step at once: nobody waits for a reply, and alerts are in the log by then. */
  #take(step: GateTransition, known = this.#gate.kept): void {
    this.#finishLater()
    const needsDisk = step.effects.some((effect) => movesGate(effect) || effect.do === 'describe')
    if (step.gate.kept !== known) {
      if (step.mayWait || (!needsDisk && this.#keeper.isSparing)) this.#keeper.postpone()
      // The next tick tries the movement again, until it is too late for it.
      else if (!this.#keeper.keep(step.gate.kept) && needsDisk) return
    }
    this.#perform(step)
    this.#finishLater()
  }

  /** Judges a command, by what the disk takes of it, and carries it out. */
  #judge(asked: CommandInput, now: number): void {
    this.#finishLater()
    this.#lookAtDisk(now)
    const judged = (more: Pick<CommandInput, 'obeys'>) => onCommand(this.#gate, { ...asked, ...more }, now)
    const step = judged({})
    if (step.mayWait) this.#keeper.postpone()
    else if (step.gate.kept !== this.#gate.kept && !this.#keeper.keep(step.gate.kept)) {
      const urgent = judged({ obeys: 'alarms' })
      this.#obey(this.#mayForget(asked, urgent) ? urgent : judged({ obeys: 'stops' }))
      return this.#lookAtDisk(now)
    }
    this.#obey(step)
  }

  /** Tells whether a command that the disk does not take has no other outcome when it is repeated after a restart. */
  #mayForget({ challenges, command: { exp } }: CommandInput, { gate }: GateTransition): boolean {
    const isRemembered = gate.kept.ledger !== this.#gate.kept.ledger
    return !isRemembered || challenges !== null || this.#keeper.remembersUntil(exp)
  }

  /** Takes a step for a command: moves and replies first, so that they wait for no log entry and no signature of a state. */
  #obey(step: GateTransition): void {
    this.#perform(step)
    if (this.#later.length > 0) this.parts.clock.soon(() => this.#finishLater())
  }

  /** Tells people when the disk takes nothing any more, or takes something again. */
  #lookAtDisk(now: number) {
    this.#take(onDisk(this.#gate, this.#keeper.records, now))
  }

  #perform({ gate, effects: all }: GateTransition): void {
    this.#known = gate
    // Tells only whoever stands at this machine where another one moves the gate.
    const effects = this.parts.moves() ? all : all.filter((effect) => effect.do === 'decided')
    const first = effects.findIndex((effect) => effect.do === 'reply')
    for (const [i, effect] of effects.entries()) {
      if (effect.do === 'move' || (effect.do === 'reply' && i === first)) this.parts.hands.perform(effect)
      else this.#later.push(effect)
    }
  }

  #finishLater() {
    const effects = this.#later
    this.#later = []
    for (const effect of effects) {
      if (effect.do === 'state') this.say()
      else this.parts.hands.perform(effect)
    }
  }

  /** Returns what proves now that a request is its sender's own, and new. */
  #proofOf = (holder: GateHolder, signed: SignedText) => {
    const now = this.parts.clock.now()
    const challenges = this.#challenging(now) ? this.#challenges.lately(now) : null
    return { signed: this.parts.signatures.verify(holder.key, signed), holder, now, challenges }
  }

  /**
   * Tells whether only a challenge proves a command to be new. One that bears a challenge is always judged by it, since it
   * may have been obeyed before a restart; a STOP may be obeyed twice.
   */
  #mustProve({ action, nonce }: Command, now: number): boolean {
    return nonce !== undefined || (action === 'STOP' ? !this.#knowsTheTime(now) : this.#challenging(now))
  }

  #challenging(now: number): boolean {
    return this.#keeper.isBlind || !this.#knowsTheTime(now)
  }

  #knowsTheTime(now: number): boolean {
    return this.parts.knowsTheTime && clockIsRight(this.#gate, now)
  }

  #freshId = () => uuidv7(this.parts.clock.now(), randomBytes(10))
}

const movesGate = (effect: Effect) => effect.do === 'move' && effect.act !== 'STOP'
