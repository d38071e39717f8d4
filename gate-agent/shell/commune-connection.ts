import type { Link } from '#lib/data/mqtt/link.ts'
import type { IncomingMessage, OutgoingMessage } from '#lib/data/mqtt/connection.ts'
import type { GateAlert } from '#lib/domain/gates/contract/alert.ts'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import { stateExpiryMs } from '#lib/domain/gates/contract/timers.ts'
import type { CameraGrant } from '#lib/domain/gates/contract/camera/camera-request.ts'
import type { SurveyReply } from '#lib/domain/gates/contract/survey/survey-reply.ts'
import type { BoxReply } from '#lib/domain/gates/contract/gate-box/box-reply.ts'
import { boxesAt, commandsTo, looksAt, surveysOf, topicOf } from '#lib/domain/gates/contract/topics.ts'
import type { AgentKey } from './agent-key.ts'
import type { HearCheck } from './hear-check.ts'

const stateSeconds = stateExpiryMs / 1000
/** Expiry of a reply, seconds: the sender of the command has stopped waiting by then. */
const replySeconds = 60
/** Expiry of an alert, seconds: it is for current listeners only, and the log holds it too. */
const alertSeconds = 60

/** Returns the MQTT will that the broker publishes when the agent's connection breaks. */
export function offlineWill(unit: string, agent: string) {
  return { topic: topicOf({ kind: 'agent', unit, agent }), payload: 'offline', retain: true }
}

/** Publishes an agent's signed messages at the commune's broker, and subscribes to commands there. */
export class CommuneConnection {
  constructor(
    private readonly link: Pick<Link, 'listen' | 'send'>,
    private readonly hearing: Pick<HearCheck, 'add' | 'take' | 'hears' | 'isJudged'>,
    private readonly unit: string,
    private readonly agent: string,
    private readonly key: AgentKey
  ) {}

  /** Subscribes to all commands to a gate, and has it proven that they arrive; retained ones are marked as such. */
  listen(gate: string, hear: (message: IncomingMessage) => void): () => void {
    const hearOthers = (message: IncomingMessage) => {
      // Clearing a retained message delivers an empty one here.
      const isCleared = message.retain && message.payload === ''
      if (!isCleared && !this.hearing.take(gate, message)) hear(message)
    }
    const leave = this.link.listen(commandsTo(this.unit, gate), hearOthers, { asSent: true })
    const unproven = this.hearing.add(gate)
    return () => {
      unproven()
      leave()
    }
  }

  /** Subscribes to all camera requests for a gate. */
  listenToLooks(gate: string, hear: (message: IncomingMessage) => void): () => void {
    return this.link.listen(looksAt(this.unit, gate), hear, { asSent: true, othersOnly: true })
  }

  /** Subscribes to all surveys of a gate. */
  listenToSurveys(gate: string, hear: (message: IncomingMessage) => void): () => void {
    return this.link.listen(surveysOf(this.unit, gate), hear, { asSent: true, othersOnly: true })
  }

  /** Subscribes to all requests to the box at a gate. */
  listenToBoxes(gate: string, hear: (message: IncomingMessage) => void): () => void {
    return this.link.listen(boxesAt(this.unit, gate), hear, { asSent: true, othersOnly: true })
  }

  /**
   * Publishes that the agent is online; expires together with its states. Says nothing before it is known whether it
   * hears: until then the states at the broker may be those of a connection before.
   */
  online(): void {
    if (!this.hearing.isJudged) return
    const { topic } = offlineWill(this.unit, this.agent)
    this.#send({ topic, payload: 'online', retain: true, expirySeconds: stateSeconds })
  }

  /** Publishes a gate's state, with the word that no command for it arrives here unless it is proven that they do. */
  state(state: GateState): void {
    const topic = topicOf({ kind: 'state', unit: this.unit, gate: state.gate })
    const payload = this.#signed(this.hearing.hears(state.gate) ? state : { ...state, deaf: true })
    this.#send({ topic, payload, retain: true, expirySeconds: stateSeconds })
  }

  alert(alert: GateAlert): void {
    const topic = topicOf({ kind: 'alert', unit: this.unit, gate: alert.gate })
    this.#send({ topic, payload: this.#signed(alert), expirySeconds: alertSeconds })
  }

  reply(to: string, reply: Reply | CameraGrant | SurveyReply | BoxReply): void {
    const payload = this.#signed(reply)
    this.#send({ topic: to, payload, expirySeconds: replySeconds, correlation: reply.id })
  }

  /** Removes a retained command from the broker. */
  clear(topic: string): void {
    this.#send({ topic, payload: '', retain: true, expirySeconds: replySeconds })
  }

  #signed(body: object): string {
    const p = JSON.stringify(body)
    return sealed({ p, s: this.key.sign(p) })
  }

  /** Drops a message that cannot be sent now: the next state will be more recent anyway. */
  #send(message: OutgoingMessage) {
    void this.link.send(message)
  }
}
