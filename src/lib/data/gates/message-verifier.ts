import type * as v from 'valibot'
import { GateAlert } from '#lib/domain/gates/contract/alert.ts'
import { opened } from '#lib/domain/gates/contract/envelope.ts'
import type { AgentKeys } from '#lib/domain/gates/contract/gate-machine.ts'
import { CameraGrant } from '#lib/domain/gates/contract/camera/camera-request.ts'
import { BoxReply } from '#lib/domain/gates/contract/gate-box/box-reply.ts'
import { Reply } from '#lib/domain/gates/contract/reply.ts'
import { GateState } from '#lib/domain/gates/contract/state.ts'
import { SurveyReply } from '#lib/domain/gates/contract/survey/survey-reply.ts'
import { parseTopic } from '#lib/domain/gates/contract/topics.ts'
import type { Verify } from '#lib/ports/keys.ts'
import type { Source } from '#lib/ports/source.ts'

export interface SignedMessage {
  topic: string
  payload: string
  retain: boolean
}

export interface MessageVerifierDeps {
  unit: string
  /** The trusted agents. */
  agents: Source<AgentKeys>
  verify: Verify
  state(state: GateState, live: boolean): void
  reply(reply: Reply): void
  sight(sight: CameraGrant): void
  survey(reply: SurveyReply): void
  box(reply: BoxReply): void
  alert(alert: GateAlert): void
  /** Runs when the trusted agents have changed, or one came or went. */
  changed(): void
}

/** Holds what an agent says of a gate, and its signature. */
interface Signed {
  body: { key: string; gate: string }
  signed: { p: string; s: string }
}

/** The number of messages kept until their agent is known. */
const waitingLength = 32

/** Sorts a connection's messages; passes on only those that an approved agent of the unit has signed, for its own gates. */
export class MessageVerifier {
  #agents: AgentKeys = new Map()
  readonly #gone = new Set<string>()
  #waiting: SignedMessage[] = []
  readonly #asking: { unsubscribe(): void }

  constructor(private readonly parts: MessageVerifierDeps) {
    this.#asking = parts.agents.subscribe({
      next: (agents) => {
        this.#agents = agents
        for (const message of this.#waiting.splice(0)) this.hear(message)
        parts.changed()
      },
      error: () => {}
    })
  }

  hear(message: SignedMessage): void {
    const topic = parseTopic(message.topic)
    if (topic?.kind === 'agent') return this.#agent(topic.agent, message.payload)
    if (topic?.kind === 'state') void this.#state(message, topic.gate)
    if (topic?.kind === 'reply') void this.#reply(message)
    if (topic?.kind === 'alert') void this.#alert(message, topic.gate)
  }

  /** Tells whether the agent with that key has left the broker. */
  isGone(key: string): boolean {
    const agent = this.#agents.get(key)
    return agent !== undefined && this.#gone.has(agent.account)
  }

  stop(): void {
    this.#asking.unsubscribe()
  }

  #agent(account: string, payload: string) {
    if (payload === 'offline') this.#gone.add(account)
    else this.#gone.delete(account)
    this.parts.changed()
  }

  async #state(message: SignedMessage, gate: string) {
    const read = opened(message.payload, GateState)
    if (!read || read.body.gate !== gate || read.body.unit !== this.parts.unit) return
    if (await this.#proves(message, read)) this.parts.state(read.body, !message.retain)
  }

  async #reply(message: SignedMessage) {
    const { reply, sight, survey, box } = this.parts
    await (this.#answer(message, Reply, reply) ??
      this.#answer(message, CameraGrant, sight) ??
      this.#answer(message, SurveyReply, survey) ??
      this.#answer(message, BoxReply, box))
  }

  /** Passes on an answer of that kind once it is proven; null when it is of another. */
  #answer<Schema extends v.GenericSchema<unknown, Signed['body'] & { unit: string }>>(
    message: SignedMessage,
    schema: Schema,
    tell: (answer: v.InferOutput<Schema>) => void
  ): Promise<void> | null {
    const read = opened(message.payload, schema)
    if (!read) return null
    const { body } = read
    if (body.unit !== this.parts.unit) return Promise.resolve()
    return this.#proves(message, read).then((proven) => proven && tell(body)) as Promise<void>
  }

  async #alert(message: SignedMessage, gate: string) {
    const read = opened(message.payload, GateAlert)
    // A retained alert is old, and our agents never retain one.
    if (!read || message.retain || read.body.gate !== gate || read.body.unit !== this.parts.unit) return
    if (await this.#proves(message, read)) this.parts.alert(read.body)
  }

  async #proves(message: SignedMessage, { body, signed: { p, s } }: Signed): Promise<boolean> {
    const agent = this.#agents.get(body.key)
    if (agent) return !agent.mute.includes(body.gate) && this.parts.verify(agent.key, p, s)
    this.#waiting = [...this.#waiting, message].slice(-waitingLength)
    return false
  }
}
