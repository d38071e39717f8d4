import type { Link } from '#lib/data/mqtt/link.ts'
import type { IncomingMessage, OutgoingMessage } from '#lib/data/mqtt/connection.ts'
import type { GateAlert } from '#lib/domain/gates/contract/alert.ts'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import { stateExpiryMs } from '#lib/domain/gates/contract/timers.ts'
import type { CameraGrant } from '#lib/domain/gates/contract/camera-request.ts'
import { commandsTo, looksAt, topicOf } from '#lib/domain/gates/contract/topics.ts'
import type { AgentKey } from './agent-key.ts'

const stateSeconds = stateExpiryMs / 1000
/** Who asked waits no longer for an answer, seconds. */
const replySeconds = 60
/** An alert is for who listens now; what it says stands in the log too, seconds. */
const alertSeconds = 60

/** What the broker says of an agent when its connection breaks. */
export function offlineWill(unit: string, agent: string) {
  return { topic: topicOf({ kind: 'agent', unit, agent }), payload: 'offline', retain: true }
}

/** What an agent says at the commune's broker, all of it signed, and the commands that it hears there. */
export class CommuneConnection {
  constructor(
    private readonly link: Pick<Link, 'listen' | 'send'>,
    private readonly unit: string,
    private readonly agent: string,
    private readonly key: AgentKey
  ) {}

  /** Hears every command to a gate, one that was left lying there told apart. */
  listen(gate: string, hear: (message: IncomingMessage) => void): () => void {
    return this.link.listen(commandsTo(this.unit, gate), hear, { asSent: true })
  }

  /** Hears every wish to see a gate. */
  listenToLooks(gate: string, hear: (message: IncomingMessage) => void): () => void {
    return this.link.listen(looksAt(this.unit, gate), hear, { asSent: true })
  }

  /** That the agent is there; forgotten with its states when it is not. */
  online(): void {
    const { topic } = offlineWill(this.unit, this.agent)
    this.#send({ topic, payload: 'online', retain: true, expirySeconds: stateSeconds })
  }

  state(state: GateState): void {
    const topic = topicOf({ kind: 'state', unit: this.unit, gate: state.gate })
    this.#send({ topic, payload: this.#signed(state), retain: true, expirySeconds: stateSeconds })
  }

  alert(alert: GateAlert): void {
    const topic = topicOf({ kind: 'alert', unit: this.unit, gate: alert.gate })
    this.#send({ topic, payload: this.#signed(alert), expirySeconds: alertSeconds })
  }

  reply(to: string, reply: Reply | CameraGrant): void {
    const payload = this.#signed(reply)
    this.#send({ topic: to, payload, expirySeconds: replySeconds, correlation: reply.id })
  }

  /** Takes a command away that was left lying at the broker. */
  clear(topic: string): void {
    this.#send({ topic, payload: '', retain: true, expirySeconds: replySeconds })
  }

  #signed(body: object): string {
    const p = JSON.stringify(body)
    return sealed({ p, s: this.key.sign(p) })
  }

  /** What cannot be said now is not said later: the next state says what is then. */
  #send(message: OutgoingMessage) {
    void this.link.send(message)
  }
}
