import { randomBytes } from 'node:crypto'
import type { CommandRefusal } from '#lib/domain/gates/contract/codes.ts'
import {
  receive,
  receiveBoxRequest,
  receiveCameraRequest,
  receiveSurvey,
  type GateMessage,
  type HolderOf
} from '#lib/domain/gates/contract/checks/receive.ts'
import { refuseCameraRequest, type CameraRequest } from '#lib/domain/gates/contract/camera-request.ts'
import { refuseBoxRequest, type BoxRequest } from '#lib/domain/gates/contract/gate-box/box-request.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import { refuseSurvey, type SurveyRequest } from '#lib/domain/gates/contract/survey/survey-request.ts'
import { replyTopicFor } from '#lib/domain/gates/contract/topics.ts'
import type { Lock } from '#lib/domain/gates/contract/checks/check-context.ts'
import type { Command } from '#lib/domain/gates/contract/command.ts'
import type { GateHolder } from '#lib/domain/gates/contract/keys.ts'
import type { SmsRequest } from '#lib/domain/gates/contract/sms-text.ts'
import { isMoving, type GateReport } from '#lib/domain/gates/motion.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { clockIsRight, reportAge } from '../core/clock.ts'
import type { Effect, AgentGate, GateSettings, GateTransition } from '../core/agent-gate.ts'
import { emptyState, type GateTask, type PersistedState } from '../core/persisted-state.ts'
import { onDeaf } from '../core/alerting.ts'
import { onCommand, onUnreadCommand } from '../core/on-command.ts'
import { onDecision } from '../core/on-decision.ts'
import { onNotTold } from '../core/on-not-told.ts'
import { onPower } from '../core/on-power.ts'
import { onQuery } from '../core/on-query.ts'
import { onReport } from '../core/on-report.ts'
import { onStart } from '../core/on-start.ts'
import { onTick } from '../core/on-tick.ts'
import { onWarnings } from '../core/on-warnings.ts'
import { Journal } from '../disk/journal.ts'
import { Challenges } from './challenges.ts'
import type { AgentClock } from './agent-clock.ts'
import type { Signatures } from './signatures.ts'
import { stateOf } from './state-of.ts'

/** A message on one of the gate's command topics, and the topic on which its sender awaits the reply. */
export interface IncomingCommand extends GateMessage {
  responseTopic?: string
}

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
  hands: GateOutputs
}

/** Runs one gate: handles its events one at a time, persists each result to disk, then performs the effects. */
export class GateShell {
  #known: AgentGate
  #seq = 0
  readonly #journal: Journal<PersistedState>
  readonly #bootId: string
  readonly #challenges = new Challenges()
  /** Whether something remembered has yet to reach the disk: a flush for each of a flood's messages would hold all up. */
  #isBehind = false
  /** Effects that nobody waits for, in order. */
  #later: Effect[] = []

  /** @throws JournalProblem when its file on disk is damaged */
  constructor(private readonly parts: GateShellDeps) {
    const { settings, journal: path, clock } = parts
    const { journal, kept } = Journal.open(path, emptyState)
    this.#journal = journal
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
    if (retain && payload === '') return
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
      challenges: this.#challenging(now) ? this.#challenges.lately(now) : null,
      source
    }
    this.#obey(onCommand(this.#gate, asked, now))
  }

  /** Handles a text message whose signature is its holder's. @param to see `smsReplyTo` */
  sms(request: SmsRequest, command: Command, holder: GateHolder, to: string | null): void {
    const { clock } = this.parts
    const now = clock.now()
    // A text message bears no challenge, so that an agent without the time obeys none.
    const challenges = this.#challenging(now) ? [] : null
    const asked = { command, holder, signed: true, replyTo: to, challenges, source: 'sms' as const }
    if (request === 'QUERY') return this.#take(onQuery(this.#gate, asked, now))
    this.#obey(onCommand(this.#gate, asked, now))
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

  /**
   * Returns a camera request, its reply topic and whether it is refused; null when there is nobody to answer. Moves and
   * persists nothing.
   */
  look(message: IncomingCommand): { look: CameraRequest; to: string; refusal: CommandRefusal | null } | null {
    const { settings, clock, holderOf, signatures } = this.parts
    const heard = receiveCameraRequest(message, settings, holderOf)
    if ('refusal' in heard) return null
    const { look, holder, signed } = heard
    const now = clock.now()
    const to = replyTopicFor(look, message.responseTopic)
    const challenges = this.#challenging(now) ? this.#challenges.lately(now) : null
    const { policy } = settings
    const world = { signed: signatures.verify(holder.key, signed), holder, now, challenges, policy }
    return to === null ? null : { look, to, refusal: refuseCameraRequest(look, world) }
  }

  /** Returns a survey, its reply topic and whether it is refused; null when there is nobody to answer. Moves nothing. */
  survey(
    message: IncomingCommand
  ): { survey: SurveyRequest; to: string; refusal: CommandRefusal | null } | null {
    const { settings, clock, holderOf, signatures } = this.parts
    const heard = receiveSurvey(message, settings, holderOf)
    if ('refusal' in heard) return null
    const { survey, holder, signed } = heard
    const now = clock.now()
    const to = replyTopicFor(survey, message.responseTopic)
    const challenges = this.#challenging(now) ? this.#challenges.lately(now) : null
    const world = { signed: signatures.verify(holder.key, signed), holder, now, challenges }
    return to === null ? null : { survey, to, refusal: refuseSurvey(survey, world) }
  }

  /** Returns a request to the box, its reply topic and whether it is refused; null when there is nobody to answer. */
  box(message: IncomingCommand): { request: BoxRequest; to: string; refusal: CommandRefusal | null } | null {
    const { settings, clock, holderOf, signatures } = this.parts
    const heard = receiveBoxRequest(message, settings, holderOf)
    if ('refusal' in heard) return null
    const { request, holder, signed } = heard
    const now = clock.now()
    const to = replyTopicFor(request, message.responseTopic)
    const challenges = this.#challenging(now) ? this.#challenges.lately(now) : null
    const world = { signed: signatures.verify(holder.key, signed), holder, now, challenges }
    return to === null ? null : { request, to, refusal: refuseBoxRequest(request, world) }
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

  tick(): void {
    const now = this.parts.clock.now()
    this.#catchUp()
    this.#take(onDecision(this.#gate, this.parts.hasDecision()))
    this.#take(onTick(this.#gate, now, this.#freshId, this.#challenging(now)))
  }

  /** Publishes the gate's state, for example after a reconnection. */
  say(): void {
    const now = this.parts.clock.now()
    const nonce = this.#challenging(now) ? this.#challenges.give(now) : null
    this.parts.hands.publish(stateOf(this.#gate, { seq: ++this.#seq, bootId: this.#bootId, now, nonce }))
  }

  close(): void {
    this.#finishLater()
    this.#catchUp()
    this.#journal.close()
  }

  /** Takes a step at once: nobody waits for a reply, and alerts are in the log by then. */
  #take(step: GateTransition, known = this.#gate.kept): void {
    this.#begin(step, known)
    this.#finishLater()
  }

  /** Takes a step for a command: moves and replies first, so that they wait for no log entry and no signature of a state. */
  #obey(step: GateTransition): void {
    this.#begin(step)
    if (this.#later.length > 0) this.parts.clock.soon(() => this.#finishLater())
  }

  /** Writes down what could wait. */
  #catchUp() {
    if (!this.#isBehind) return
    try {
      this.#write(this.#gate.kept)
    } catch (problem) {
      this.parts.hands.trouble(problem)
    }
  }

  /** @throws when the disk fails; the next change is written with what is missing */
  #write(kept: PersistedState) {
    this.#isBehind = false
    this.#journal.keep(kept)
  }

  /** Persists the new state before the first effect. When the disk fails, only a stop is still carried out. */
  #begin({ gate, effects, mayWait }: GateTransition, known = this.#gate.kept): void {
    this.#finishLater()
    try {
      if (gate.kept !== known && mayWait) this.#isBehind = true
      else if (gate.kept !== known) this.#write(gate.kept)
    } catch (problem) {
      this.parts.hands.trouble(problem)
      for (const effect of effects)
        if (effect.do === 'move' && effect.act === 'STOP') this.parts.hands.perform(effect)
      return
    }
    this.#known = gate
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

  #challenging(now: number): boolean {
    return !this.parts.knowsTheTime || !clockIsRight(this.#gate, now)
  }

  #freshId = () => uuidv7(this.parts.clock.now(), randomBytes(10))
}
