import type { GateAlert } from '#lib/domain/gates/contract/alert.ts'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import type { AgentKeys } from '#lib/domain/gates/contract/gate-machine.ts'
import { smsSigned, smsWords, type SmsRequest } from '#lib/domain/gates/contract/sms-text.ts'
import { lifetimeMs, stateExpiryMs } from '#lib/domain/gates/contract/timers.ts'
import { agentsIn, alertsIn, statesIn, topicOf } from '#lib/domain/gates/contract/topics.ts'
import type { LinkUse } from '../mqtt/shared-link.ts'
import type { BoxReply } from '#lib/domain/gates/contract/gate-box/box-reply.ts'
import type { SurveyReply } from '#lib/domain/gates/contract/survey/survey-reply.ts'
import type {
  BoxAsk,
  BoxOutcome,
  GateConnection,
  GateRequest,
  GateRequestResult,
  GateSnapshot,
  SurveyAsk,
  SurveyOutcome
} from '#lib/ports/gates.ts'
import type { Signer, Verify } from '#lib/ports/keys.ts'
import type { Source } from '#lib/ports/source.ts'
import { AlertFeed } from './alert-feed.ts'
import type { Counters } from './counters.ts'
import { MessageVerifier } from './message-verifier.ts'
import type { PhoneClocks } from './gate-clock.ts'
import { GateStates, type KnownGate } from './gate-states.ts'
import { CameraRequests } from './camera-requests.ts'
import { AgentRequests } from './agent-requests.ts'

export interface GateConnectionDeps {
  unit: string
  account: string
  /** Id of this page among those of the account. */
  tab: string
  device: Signer
  /** The agents that are trusted about the gates. */
  agents: Source<AgentKeys>
  verify: Verify
  counters: Counters
  clocks: PhoneClocks
  /** Runs once after `ms`; returns a function that cancels it. */
  after(ms: number, run: () => void): () => void
  /** Runs the callback whenever a retry may succeed; returns a function that ends this. */
  onWake(run: () => void): () => void
  /** Runs the callback when the browser says that the network is gone; returns a function that ends this. */
  onOffline(run: () => void): () => void
  /** Tells whether the browser says so now. */
  isOffline(): boolean
  connect(): LinkUse
  /** A new UUIDv7. */
  newId(): string
}

/** How long the connection is kept when nobody looks at a gate any more, ms: people go back and forth between screens. */
const keptMs = 10_000
/** See `GateConnection` in `ports/ports.ts`. */
export class PhoneGateConnection implements GateConnection {
  #link: LinkUse | null = null
  #verifier: MessageVerifier | null = null
  #tried = false
  /** The number of observers of gates; alerts are heard without any. */
  #holders = 0
  #leaveGates: (() => void)[] = []
  #cancelEnd = () => {}
  #stopListening: (() => void)[] = []
  readonly #gates: GateStates
  readonly #cameras: CameraRequests
  readonly #surveys: AgentRequests<SurveyAsk, SurveyReply>
  readonly #boxes: AgentRequests<BoxAsk, BoxReply>
  readonly #alerts = new AlertFeed(
    () => this.#connect(),
    () => this.#rest()
  )

  constructor(private readonly parts: GateConnectionDeps) {
    const { newId, after, clocks } = parts
    this.#gates = new GateStates({
      clocks,
      isGone: (key) => this.#verifier?.isGone(key) ?? false,
      observed: () => this.#hold(),
      left: () => this.#letGo()
    })
    const isOpen = () => this.state === 'open'
    this.#surveys = new AgentRequests({
      ...{ newId, after, isOpen },
      ask: (gate, asked) => this.#say('survey', gate, asked)
    })
    this.#boxes = new AgentRequests({
      ...{ newId, after, isOpen },
      ask: (gate, asked) => this.#say('box', gate, asked)
    })
    this.#cameras = new CameraRequests({
      newId,
      after,
      isOpen,
      ask: (gate, wish) => this.#say('look', gate, wish),
      clockOf: (gate) => this.#gates.gate(gate).clock
    })
  }

  get state(): 'connecting' | 'open' | 'lost' {
    const state = this.#link?.state
    if (state === 'open') return 'open'
    return this.#tried || this.parts.isOffline() ? 'lost' : 'connecting'
  }

  now(gate: string): number {
    return this.#gates.gate(gate).clock.now()
  }

  skewed(gate: string): boolean {
    return this.#gates.gate(gate).clock.skewed
  }

  heard(id: string): Source<GateSnapshot> {
    return this.#gates.gate(id).snapshots
  }

  alerts(): Source<GateAlert> {
    return this.#alerts
  }

  async send(id: string, ask: GateRequest): Promise<GateRequestResult> {
    const { device, counters } = this.parts
    if (this.state !== 'open') {
      // Nothing is sent now or later, but pressing again will need a connection.
      this.#link?.wake()
      return 'OFFLINE'
    }
    const gate = this.#gates.gate(id)
    if (ask.action !== 'STOP' && !this.#isThere(gate)) return 'AGENT_OFFLINE'
    const ctr = await counters.next(device.id, id)
    return this.#say('command', id, { ...ask, ctr })
  }

  async textMessage(gate: string, request: SmsRequest): Promise<string | null> {
    const { unit, account: actor, device, counters } = this.parts
    const ctr = await counters.next(device.id, gate)
    const iat = this.#gates.gate(gate).clock.signing()
    const words = smsWords({ request, gate, actor, key: device.id, iat, ctr })
    return words && `${words} ${await device.sign(smsSigned(unit, words))}`
  }

  survey(gate: string, asked: SurveyAsk): Promise<SurveyOutcome> {
    return this.#surveys.request(gate, asked)
  }

  box(gate: string, asked: BoxAsk): Promise<BoxOutcome> {
    return this.#boxes.request(gate, asked)
  }

  show(...[gate, ...where]: Parameters<CameraRequests['show']>): () => void {
    this.#hold()
    const end = this.#cameras.show(gate, ...where)
    return () => {
      end()
      this.#letGo()
    }
  }

  /** Signs a request with the current time and sends it once. */
  async #say(
    kind: 'command' | 'look' | 'survey' | 'box',
    id: string,
    asked: Record<string, unknown> & { id: string }
  ): Promise<GateRequestResult> {
    const { unit, account, tab, device } = this.parts
    const gate = this.#gates.gate(id)
    const iat = gate.clock.signing()
    const nonce = gate.state?.nonce
    const who = { v: 1, unit, gate: id, actor: account, key: device.id }
    const p = JSON.stringify({ ...who, ...asked, iat, exp: iat + lifetimeMs, ...(nonce && { nonce }) })
    const payload = sealed({ p, s: await device.sign(p) })
    gate.clock.asks(asked.id)
    const sent = await this.#link?.send({
      topic: topicOf({ kind, unit, gate: id, account }),
      payload,
      expirySeconds: lifetimeMs / 1000,
      responseTopic: topicOf({ kind: 'reply', unit, account, tab }),
      correlation: asked.id
    })
    return sent?.code ?? 'OFFLINE'
  }

  async stop(): Promise<void> {
    this.#cancelEnd()
    for (const end of this.#stopListening.splice(0)) end()
    const link = this.#link
    this.#verifier?.stop()
    this.#link = this.#verifier = null
    this.#leaveGates = []
    await link?.stop()
  }

  /** Tells whether the agent shows signs of life, and hears: without them a command would only be lost. */
  #isThere({ state, clock }: KnownGate): boolean {
    return (
      state !== null &&
      !state.deaf &&
      !this.#verifier?.isGone(state.key) &&
      clock.signing() - state.agentTime <= stateExpiryMs
    )
  }

  #hold() {
    this.#holders++
    this.#connect()
    if (this.#leaveGates.length === 0) this.#hearGates()
  }

  #connect() {
    this.#cancelEnd()
    if (!this.#link) this.#begin()
    // The link may be in backoff because of the bells; a screen of gates does not wait for that.
    if (this.#link?.state !== 'open') this.#link?.wake()
  }

  #letGo() {
    this.#holders--
    if (this.#holders === 0) this.#rest()
  }

  /** Unsubscribes from states after a while, and disconnects if nobody waits for alerts either. */
  #rest() {
    if (this.#holders > 0) return
    this.#cancelEnd()
    this.#cancelEnd = this.parts.after(keptMs, () => {
      if (!this.#alerts.observed) return void this.stop()
      for (const leave of this.#leaveGates.splice(0)) leave()
    })
  }

  /** Subscribes to states only while somebody looks: they use data all the time. */
  #hearGates() {
    const { unit, account, tab } = this.parts
    const link = this.#link!
    const hear = (message: Parameters<MessageVerifier['hear']>[0]) => this.#verifier?.hear(message)
    const topics = [statesIn(unit), agentsIn(unit), topicOf({ kind: 'reply', unit, account, tab })]
    this.#leaveGates = topics.map((topic) => link.listen(topic, hear))
  }

  #begin() {
    const { unit, agents, verify, connect } = this.parts
    const changed = () => this.#gates.tellAll()
    const verifier = new MessageVerifier({
      ...{ unit, agents, verify, changed },
      state: (state, live) => this.#gates.stateOf(state, live),
      reply: (reply) => this.#gates.replied(reply),
      sight: (sight) => this.#cameras.answered(sight),
      survey: (reply) => this.#surveys.answered(reply),
      box: (reply) => this.#boxes.answered(reply),
      alert: (alert) => this.#alerts.tell(alert)
    })
    const link = connect()
    link.listen(alertsIn(unit), (message) => verifier.hear(message))
    this.#tried = false
    link.watch((state) => {
      if (state !== 'connecting') this.#tried = true
      changed()
    })
    const { onWake, onOffline } = this.parts
    this.#stopListening = [onWake(() => link.wake()), onOffline(() => link.drop())]
    this.#link = link
    this.#verifier = verifier
  }
}
