import { createPublicKey, randomBytes, verify } from 'node:crypto'
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import type * as v from 'valibot'
import { GateAlert } from '#lib/domain/gates/contract/alert.ts'
import type { Command } from '#lib/domain/gates/contract/command.ts'
import { opened, sealed } from '#lib/domain/gates/contract/envelope.ts'
import type { GateHolder } from '#lib/domain/gates/contract/keys.ts'
import { Reply } from '#lib/domain/gates/contract/reply.ts'
import { CameraGrant, type CameraAddresses } from '#lib/domain/gates/contract/camera/camera-request.ts'
import { SurveyReply } from '#lib/domain/gates/contract/survey/survey-reply.ts'
import { GateState } from '#lib/domain/gates/contract/state.ts'
import { alertsIn, statesIn, topicOf } from '#lib/domain/gates/contract/topics.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { AgentKey } from '../../gate-agent/shell/agent-key.ts'
import { TestDevice } from '../facts.ts'
import { until } from '../until.ts'

/** A command as it travels. */
export interface Message {
  topic: string
  payload: string
  responseTopic: string
  id: string
}

export interface PhoneOptions extends Partial<GateHolder> {
  unit: string
  agent: Pick<AgentKey, 'publicKey'>
  now(): number
  /** Credentials for a broker that asks for them. */
  pass?: IClientOptions
  device?: TestDevice
}

/** An officer's phone at the commune's broker, that signs commands as the app does, or as a test wants them. */
export class TestPhone {
  readonly device: TestDevice
  readonly replies: Reply[] = []
  readonly states: GateState[] = []
  readonly sights: CameraGrant[] = []
  readonly surveys: SurveyReply[] = []
  readonly alerts: GateAlert[] = []
  #ctr = 0

  private constructor(
    readonly holder: GateHolder,
    device: TestDevice,
    private readonly client: MqttClient,
    private readonly unit: string,
    private readonly now: () => number
  ) {
    this.device = device
  }

  static async connect(
    url: string,
    { unit, agent, now, pass, device: own, ...more }: PhoneOptions
  ): Promise<TestPhone> {
    const device = own ?? new TestDevice(more.account ?? `tk-${randomBytes(4).toString('hex')}`)
    const { account, publicKey: key } = device
    const { roles = ['commander'] } = more
    const holder: GateHolder = {
      account,
      key,
      roles,
      closing: roles,
      standing: 'approved',
      use: 'phone',
      ...more
    }
    const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0, ...pass })
    client.on('error', () => {})
    const phone = new TestPhone(holder, device, client, unit, now)
    const answers = topicOf({ kind: 'reply', unit, account, tab: 't1' })
    client.on('message', (topic, bytes) => {
      const payload = String(bytes)
      if (topic === answers && opened(payload, CameraGrant))
        phone.sights.push(proven(payload, CameraGrant, agent))
      else if (topic === answers && opened(payload, SurveyReply))
        phone.surveys.push(proven(payload, SurveyReply, agent))
      else if (topic === answers) phone.replies.push(proven(payload, Reply, agent))
      else if (topic.endsWith('/alert')) phone.alerts.push(proven(payload, GateAlert, agent))
      else if (payload) phone.states.push(proven(payload, GateState, agent))
    })
    await client.subscribeAsync([answers, statesIn(unit), alertsIn(unit)], { qos: 1 })
    return phone
  }

  /** As the app would sign it now; any field may be another. */
  command(action: Command['action'], more: object = {}, gate = 'cong-1b'): Command {
    const iat = this.now()
    return {
      v: 1,
      id: uuidv7(iat, randomBytes(10)),
      unit: this.unit,
      gate,
      action,
      iat,
      exp: iat + 5_000,
      ctr: ++this.#ctr,
      actor: this.holder.account,
      key: this.device.id,
      seen: { stateSeq: 1, frameSha256: 'f'.repeat(43), frameAgeMs: 640 },
      ...(action === 'LOCK' && { lock: 'alarm' }),
      ...more
    } as Command
  }

  message(command: Command, text = JSON.stringify(command)): Message {
    const { unit, gate, id } = command
    const { account } = this.holder
    return {
      topic: topicOf({ kind: 'command', unit, gate, account }),
      payload: sealed({ p: text, s: this.device.sign(text) }),
      responseTopic: topicOf({ kind: 'reply', unit, account, tab: 't1' }),
      id
    }
  }

  async send({ topic, payload, responseTopic, id }: Message, retain = false): Promise<void> {
    const correlationData = Buffer.from(id)
    await this.client
      .publishAsync(topic, payload, {
        qos: 1,
        retain,
        properties: { responseTopic, correlationData, messageExpiryInterval: 5 }
      })
      .catch(() => {})
  }

  /** Signs, sends, and gives back the command's id. */
  async ask(action: Command['action'], more: object = {}, gate?: string): Promise<string> {
    const command = this.command(action, more, gate)
    await this.send(this.message(command))
    return command.id
  }

  /** Asks to see a gate as the app does; any field may be another. */
  look(more: object = {}, gate = 'cong-1b'): Promise<string> {
    return this.#asks('look', { look: 'camera', ...more }, gate)
  }

  /** Surveys a gate as the app does; any field may be another. */
  survey(more: object, gate = 'cong-1b'): Promise<string> {
    return this.#asks('survey', more, gate)
  }

  /** Surveys a gate, and waits for the answer. */
  async surveyed(more: object, gate?: string): Promise<SurveyReply> {
    const id = await this.survey(more, gate)
    await until(() => this.surveys.some((reply) => reply.id === id))
    return this.surveys.find((reply) => reply.id === id)!
  }

  async #asks(kind: 'look' | 'survey', more: object, gate: string): Promise<string> {
    const { account } = this.holder
    const iat = this.now()
    const id = uuidv7(iat, randomBytes(10))
    const who = { v: 1, id, unit: this.unit, gate, actor: account, key: this.device.id }
    const p = JSON.stringify({ ...who, iat, exp: iat + 5_000, ...more })
    const topic = topicOf({ kind, unit: this.unit, gate, account })
    const responseTopic = topicOf({ kind: 'reply', unit: this.unit, account, tab: 't1' })
    await this.send({ topic, payload: sealed({ p, s: this.device.sign(p) }), responseTopic, id })
    return id
  }

  /** Asks for the camera's addresses. @throws when the agent refuses */
  async sees(more: object = {}): Promise<CameraAddresses> {
    const id = await this.look(more)
    await until(() => this.sights.some((sight) => sight.id === id))
    const sight = this.sights.find((sight) => sight.id === id)!
    if (sight.sight === 'refused') throw new Error(sight.refusal.code)
    return sight
  }

  /** Lists the words of the agent on a command so far. */
  told(id: string): string[] {
    return this.replies
      .filter((reply) => reply.id === id)
      .map((reply) => (reply.status === 'refused' ? reply.refusal.code : reply.status))
  }

  /** Waits for a word of the agent on a command. @throws when the command ends with another */
  async hears(id: string, what: string): Promise<void> {
    const hasEnded = () => this.told(id).some((word) => word !== 'accepted' && word !== 'moving')
    await until(() => this.told(id).includes(what) || hasEnded())
    if (!this.told(id).includes(what)) throw new Error(`${what} was never said, but ${this.told(id)}`)
  }

  get state(): GateState | undefined {
    return this.states.at(-1)
  }

  async leave(): Promise<void> {
    await this.client.endAsync(true)
  }
}

/** Nothing counts that the agent's key has not signed. */
function proven<Schema extends v.GenericSchema>(
  payload: string,
  schema: Schema,
  agent: Pick<AgentKey, 'publicKey'>
) {
  const read = opened(payload, schema)
  if (!read) throw new Error(`unreadable: ${payload}`)
  const { body, signed } = read
  const key = createPublicKey({ key: agent.publicKey, format: 'jwk' })
  const signature = Buffer.from(signed.s, 'base64url')
  if (!verify('sha256', Buffer.from(signed.p), { key, dsaEncoding: 'ieee-p1363' }, signature))
    throw new Error('the agent did not sign this')
  return body
}
