import { createHash } from 'node:crypto'
import type { Proposal } from '#lib/domain/gates/contract/survey/proposal.ts'
import type { SurveyRefusal, SurveyReply } from '#lib/domain/gates/contract/survey/survey-reply.ts'
import type { SurveyRequest } from '#lib/domain/gates/contract/survey/survey-request.ts'
import { maxLifetimeMs } from '#lib/domain/gates/contract/timers.ts'
import type { AgentClock } from '../shell/agent-clock.ts'
import type { IncomingCommand } from '../shell/proven-requests.ts'
import type { AtGate, Chooser } from './at-gate.ts'
import { ExchangedGate, type RunningGate } from './exchanged-gate.ts'
import type { SiteEar } from './site-ear.ts'
import { TimedEar } from './timed-ear.ts'

/** How long a proposal is tried before the gate goes back to what was kept, ms. */
const trialMs = 15 * 60_000
/** How long the end of a trial waits for a movement, ms. */
const movementMs = 5 * 60_000
export interface SurveyedGateDeps<Setup> {
  setup: Setup
  start(setup: Setup): RunningGate
  /** Returns the gate for a trial: it does not close by itself. */
  onTrial(setup: Setup): Setup
  /** Null: the machine's own file says how the gate is driven. */
  atGate: AtGate<Setup> | null
  clock: Pick<AgentClock, 'now' | 'steady'>
  ear(): SiteEar
  /** Forgets what controllers on trial announced. */
  beginTrial(): void
  /** Writes into the log who tried a controller, or chose it. */
  log(what: 'controller-tried' | 'controller-chosen', chooser: Chooser): void
  answer(to: string, reply: SurveyReply): void
  /** The fields that every answer bears. */
  signed: { unit: string; gate: string; key: string }
  trouble(problem: unknown): void
}

interface Trial {
  proposal: Proposal
  digest: string
  /** Its beginning, Unix ms. */
  since: number
  /** By the monotonic clock, ms. */
  until: number
}

type Answer = {
  [Kind in SurveyReply['survey']]: Omit<Extract<SurveyReply, { survey: Kind }>, keyof Common>
}[SurveyReply['survey']]
type Common = { v: 1; id: string; unit: string; gate: string; key: string; at: number }

/**
 * Runs a gate that people at it connect to its controller: tells them what the broker there carries, drives the gate by
 * their proposal for a while, and keeps it when they say so. Only ordinary commands move it.
 */
export class SurveyedGate<Setup> {
  readonly #gate: ExchangedGate<Setup>
  readonly #ear: TimedEar
  #kept: Setup
  #trial: Trial | null = null
  #isOver = false
  /** The requests carried out lately, each with the time until which it is remembered, Unix ms. */
  readonly #done = new Map<string, number>()
  /** Ends when what is under way has. */
  #turn: Promise<void> = Promise.resolve()

  constructor(private readonly parts: SurveyedGateDeps<Setup>) {
    this.#kept = parts.setup
    this.#gate = new ExchangedGate(parts.setup, parts.start, parts.trouble)
    this.#ear = new TimedEar(parts.ear, parts.clock)
  }

  /** Publishes the gate's state. */
  say(): void {
    this.#gate.shell?.say()
  }

  /** Logs and alerts that no command for it arrives over some connection. */
  deaf(): void {
    this.#gate.shell?.deaf()
  }

  tick(): void {
    this.#gate.tick()
    this.#ear.tick()
    const late = this.#trial ? this.parts.clock.steady() - this.#trial.until : -Infinity
    // Waits for a movement, but not for one of which nothing is heard any more.
    if (late > 0 && (late > movementMs || !this.#gate.shell?.isBusy)) this.#endTrial()
  }

  /** Handles a survey that came over the gate's own network. */
  hear(message: IncomingCommand): void {
    const asked = this.#gate.shell?.requests.survey(message)
    if (!asked) return
    const { survey, to, refusal } = asked
    if (refusal) return this.#answer(survey.id, to, { survey: 'refused', refusal })
    // Drops what somebody who listens there sends again: it would bring back what was tried a moment ago.
    if (this.#isRepeated(survey)) return
    this.#inTurn(async () => {
      const answer = await this.#carryOut(survey)
      const reply =
        typeof answer === 'string' ? { survey: 'refused' as const, refusal: { code: answer } } : answer
      this.#answer(survey.id, to, reply)
    })
  }

  /** Tells whether that request was carried out already; remembers it for as long as it may be valid. */
  #isRepeated({ id }: SurveyRequest): boolean {
    const now = this.parts.clock.now()
    for (const [known, until] of this.#done) if (until < now) this.#done.delete(known)
    if (this.#done.has(id)) return true
    this.#done.set(id, now + 2 * maxLifetimeMs)
    return false
  }

  async stop(): Promise<void> {
    this.#isOver = true
    await this.#turn
    await this.#ear.stop()
    await this.#gate.stop()
  }

  async #carryOut(request: SurveyRequest): Promise<Answer | SurveyRefusal> {
    if (request.survey === 'hear') return this.#listen(request.marks === true)
    if (request.survey === 'try') return this.#try(request.proposal, request)
    return this.#keep(request.digest, request)
  }

  async #listen(marks: boolean): Promise<Answer> {
    const isTaken = this.parts.atGate?.takenNow() ?? (() => false)
    return { survey: 'heard', ...(await this.#ear.heard(marks, isTaken)) }
  }

  async #try(proposal: Proposal, { actor, key }: Chooser): Promise<Answer | SurveyRefusal> {
    const { atGate, clock, onTrial, beginTrial, log } = this.parts
    if (!atGate) return 'FIXED'
    const proposed = atGate.setupFor(proposal, this.#ear.relaysOf(proposal))
    if ('code' in proposed) return proposed.code
    if (this.#gate.shell?.isBusy) return 'MOVING'
    const digest = digestOfProposal(proposal)
    const since = clock.now()
    // Logs it first: until the trial is over the gate does not close by itself.
    log('controller-tried', { actor, key })
    await this.#gate.exchange(onTrial(proposed.setup), beginTrial)
    this.#trial = { proposal, digest, since, until: clock.steady() + trialMs }
    return { survey: 'trying', digest, until: clock.now() + trialMs }
  }

  async #keep(digest: string, { actor, key }: Chooser): Promise<Answer | SurveyRefusal> {
    const { atGate, log } = this.parts
    if (!atGate) return 'FIXED'
    const trial = this.#trial
    const { shell } = this.#gate
    if (trial?.digest !== digest || !shell) return 'NOT_TRIED'
    if (shell.isBusy) return 'MOVING'
    // Asks for a report of this very controller: another one may have been heard before.
    if ((shell.stand.report.reportedAt ?? -Infinity) < trial.since) return 'NOT_HEARD'
    // Another gate may have got it meanwhile.
    const proposed = atGate.setupFor(trial.proposal, this.#ear.relaysOf(trial.proposal))
    if ('code' in proposed) return proposed.code
    this.#kept = atGate.keep(trial.proposal, { actor, key })
    this.#trial = null
    await this.#gate.exchange(this.#kept)
    log('controller-chosen', { actor, key })
    return { survey: 'kept', digest }
  }

  #endTrial() {
    this.#trial = null
    this.#inTurn(() => this.#gate.exchange(this.#kept))
  }

  #inTurn(run: () => Promise<void>) {
    this.#turn = this.#turn.then(async () => (this.#isOver ? undefined : run())).catch(this.parts.trouble)
  }

  #answer(id: string, to: string, answer: Answer) {
    const { clock, signed, answer: send } = this.parts
    send(to, { v: 1, id, ...signed, at: clock.now(), ...answer } as SurveyReply)
  }
}

/** Returns the digest by which a phone says which proposal it means, 16 hexadecimal digits. */
function digestOfProposal(proposal: Proposal): string {
  return createHash('sha256').update(JSON.stringify(proposal)).digest('hex').slice(0, 16)
}
