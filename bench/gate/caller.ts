import { randomBytes } from 'node:crypto'
import mqtt, { type MqttClient } from 'mqtt'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import type { KeyHolder } from '#lib/domain/gates/contract/keys.ts'
import { topicOf } from '#lib/domain/gates/contract/topics.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { TestDevice } from '../../tests/facts.ts'

export const unit = 'xa-do'

/** Somebody with a phone, and a connection that many of them share here. */
export interface Caller {
  holder: KeyHolder
  device: TestDevice
}

export function newCaller(i: number): Caller {
  const device = new TestDevice(`nguoi-${i}`)
  const { account, publicKey: key } = device
  return { device, holder: { account, key, roles: ['commander'], standing: 'approved', use: 'phone' } }
}

/** Sends signed commands and hears when each was accepted. */
export class Calls {
  readonly #waiting = new Map<string, () => void>()
  #ctr = 0

  private constructor(private readonly client: MqttClient) {
    client.on('message', (_topic, payload, { properties }) => {
      const id = String(properties?.correlationData)
      if (!String(payload).includes('accepted')) return
      this.#waiting.get(id)?.()
      this.#waiting.delete(id)
    })
  }

  static async connect(url: string): Promise<Calls> {
    const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0 })
    await client.subscribeAsync(`antt/v1/${unit}/rsp/+/t1`, { qos: 1 })
    return new Calls(client)
  }

  /** Signs now; the function it gives back sends, and resolves when the agent has accepted. */
  close({ device, holder }: Caller, gate: string): () => Promise<void> {
    const { account } = holder
    const iat = Date.now()
    const id = uuidv7(iat, randomBytes(10))
    const p = JSON.stringify({
      v: 1,
      id,
      unit,
      gate,
      action: 'CLOSE',
      iat,
      exp: iat + 5_000,
      ctr: ++this.#ctr,
      actor: account,
      key: device.id,
      seen: { stateSeq: 1 },
      reason: 'Đóng cổng theo giờ đêm'
    })
    const payload = sealed({ p, s: device.sign(p) })
    const properties = {
      responseTopic: topicOf({ kind: 'reply', unit, account, tab: 't1' }),
      correlationData: Buffer.from(id),
      messageExpiryInterval: 5
    }
    return () =>
      new Promise((resolve) => {
        this.#waiting.set(id, resolve)
        this.client.publish(topicOf({ kind: 'command', unit, gate, account }), payload, {
          qos: 1,
          properties
        })
      })
  }

  /** There and back through the broker alone, with as many bytes: `echo` is what lies on the other side. */
  async echo(text: string): Promise<void> {
    await new Promise<void>((resolve) => {
      const hear = (topic: string) => {
        if (topic !== back) return
        this.client.off('message', hear)
        resolve()
      }
      this.client.on('message', hear)
      this.client.publish(there, text, { qos: 1, properties: { messageExpiryInterval: 5 } })
    })
  }

  leave = () => this.client.endAsync(true)
}

/** Where the echo is asked for and comes back. */
export const there = `antt/v1/${unit}/do/di`
export const back = `antt/v1/${unit}/rsp/do/t1`
