import { randomBytes } from 'node:crypto'
import mqtt, { type MqttClient } from 'mqtt'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import type { GateHolder } from '#lib/domain/gates/contract/keys.ts'
import { parseTopic, statesIn, topicOf } from '#lib/domain/gates/contract/topics.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { TestDevice } from '../../../tests/facts.ts'

export const unit = 'xa-do'

/** Somebody with a phone, and a connection that many of them share here. */
export interface Caller {
  holder: GateHolder
  device: TestDevice
}

export function newCaller(i: number): Caller {
  const device = new TestDevice(`nguoi-${i}`)
  const { account, publicKey: key } = device
  const roles = ['commander'] as const
  return { device, holder: { account, key, roles, closing: roles, standing: 'approved', use: 'phone' } }
}

/** A signed command, ready to leave. */
interface Call {
  id: string
  topic: string
  payload: string
  properties: { responseTopic: string; correlationData: Buffer; messageExpiryInterval: number }
}

/** Sends signed commands and hears when each was accepted. */
export class Calls {
  readonly #waiting = new Map<string, () => void>()
  /** Commands after which their gates have not said yet how they stand: an agent's last word on them. */
  readonly #untold = new Set<string>()
  #ctr = 0
  #heardAt = 0

  private constructor(private readonly client: MqttClient) {
    client.on('message', (topic, payload, { properties }) => {
      this.#heardAt = performance.now()
      const text = String(payload)
      if (parseTopic(topic)?.kind === 'state') return this.#told(text)
      const id = String(properties?.correlationData)
      if (topic !== back && !text.includes('accepted')) return
      this.#waiting.get(id)?.()
      this.#waiting.delete(id)
    })
  }

  static async connect(url: string): Promise<Calls> {
    const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0 })
    // A phone sees the gates as well.
    await client.subscribeAsync([`antt/v1/${unit}/rsp/+/t1`, statesIn(unit)], { qos: 1 })
    return new Calls(client)
  }

  /** Signs a command to close, now. */
  close = (caller: Caller, gate: string): Call => this.order('CLOSE', caller, gate)

  /** Signs a command, now. */
  order(action: 'CLOSE' | 'STOP', { device, holder }: Caller, gate: string): Call {
    const { account } = holder
    const iat = Date.now()
    const id = uuidv7(iat, randomBytes(10))
    const p = JSON.stringify({
      v: 1,
      id,
      unit,
      gate,
      action,
      iat,
      exp: iat + 5_000,
      ctr: ++this.#ctr,
      actor: account,
      key: device.id,
      seen: { stateSeq: 1 },
      reason: 'Đóng cổng theo giờ đêm'
    })
    return {
      id,
      topic: topicOf({ kind: 'command', unit, gate, account }),
      payload: sealed({ p, s: device.sign(p) }),
      properties: {
        responseTopic: topicOf({ kind: 'reply', unit, account, tab: 't1' }),
        correlationData: Buffer.from(id),
        messageExpiryInterval: 5
      }
    }
  }

  /** To the agent, until it has accepted. */
  send(call: Call): Promise<void> {
    this.#untold.add(call.id)
    return this.#publish(call)
  }

  #publish({ id, topic, payload, properties }: Call): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      this.client.publish(topic, payload, { qos: 1, properties })
    })
  }

  /** The very same message there and back through the broker alone: a mirror lies on the other side. */
  echo({ properties, ...call }: Call): Promise<void> {
    return this.#publish({ ...call, topic: there, properties: { ...properties, responseTopic: back } })
  }

  #told(state: string) {
    for (const id of this.#untold) if (state.includes(id)) this.#untold.delete(id)
  }

  /** All gates have said how they stand now, and nothing has come in for a moment: nobody has anything left to do. */
  async quiet(): Promise<void> {
    do await new Promise((resolve) => setTimeout(resolve, 3))
    while (this.#untold.size > 0 || performance.now() - this.#heardAt < 3)
  }

  leave = () => this.client.endAsync(true)
}

/** Where the echo is asked for and comes back. */
export const there = `antt/v1/${unit}/do/di`
const back = `antt/v1/${unit}/rsp/do/t1`
