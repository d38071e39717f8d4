import { hash, randomBytes } from 'node:crypto'
import mqtt, { type MqttClient } from 'mqtt'
import { sealBox } from '#lib/data/outbox/seal-box.ts'
import { opened, sealed } from '#lib/domain/gates/contract/envelope.ts'
import { BoxReply } from '#lib/domain/gates/contract/gate-box/box-reply.ts'
import { boxLetters } from '#lib/domain/gates/contract/gate-box/box-request.ts'
import { pieceLetters } from '#lib/domain/gates/contract/gate-box/box-limits.ts'
import { topicOf } from '#lib/domain/gates/contract/topics.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { asDocument, type TestDevice } from '../../facts.ts'
import { keyOf } from '../../peers/peer-stage.ts'
import { until } from '../../until.ts'

const gateOf = 'cong-1b'

/** A sealed box as a phone leaves it. */
export interface LooseBox {
  name: string
  to: string
  letters: string
}

/** Seals notes of a device. @param sealer the phone that signs the box */
export async function looseBox(
  unit: string,
  key: PublicKey,
  device: TestDevice,
  sealer = device
): Promise<LooseBox> {
  const box = await sealBox(unit, key, { facts: [asDocument(device.note(unit))] }, keyOf(sealer))
  const letters = boxLetters(box)
  return { name: hash('sha256', letters, 'base64url'), to: box.key, letters }
}

/** Returns what a phone says of a whole box, or of its first piece. */
export const leaving = ({ name, to, letters }: LooseBox, more: object = {}) => ({
  box: 'leave',
  name,
  to,
  size: letters.length,
  from: 0,
  text: letters.slice(0, pieceLetters),
  ...more
})

/** Whoever writes to the box of a gate over its own network, rightly or not. */
export class RawPhone {
  readonly #replies = new Map<string, BoxReply>()

  private constructor(
    private readonly client: MqttClient,
    private readonly unit: string
  ) {
    client.on('message', (_, bytes) => {
      const read = opened(String(bytes), BoxReply)
      if (read) this.#replies.set(read.body.id, read.body)
    })
  }

  static async connect(url: string, unit: string): Promise<RawPhone> {
    const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0 })
    await client.subscribeAsync(`antt/v1/${unit}/rsp/#`, { qos: 1 })
    return new RawPhone(client, unit)
  }

  /** Returns a request as a device signs it; any field may be forged before. */
  request(device: TestDevice, asked: object, { sign = (p: string) => device.sign(p) } = {}) {
    const iat = Date.now()
    const body = {
      v: 1,
      id: uuidv7(iat, randomBytes(10)),
      unit: this.unit,
      gate: gateOf,
      actor: device.account,
      key: device.id,
      iat,
      exp: iat + 5_000,
      ...asked
    }
    const p = JSON.stringify(body)
    return { body, payload: sealed({ p, s: sign(p) }) }
  }

  /** Sends a request, once more or for the first time. */
  async send({ body, payload }: ReturnType<RawPhone['request']>, retain = false): Promise<void> {
    const { actor: account, id } = body
    const topic = topicOf({ kind: 'box', unit: this.unit, gate: gateOf, account })
    const responseTopic = topicOf({ kind: 'reply', unit: this.unit, account, tab: 'thu' })
    const properties = { responseTopic, correlationData: Buffer.from(id), messageExpiryInterval: 5 }
    await this.client.publishAsync(topic, payload, { qos: 1, retain, properties })
  }

  /** Asks, and waits for the answer: its kind, or the code of its refusal. */
  async ask(device: TestDevice, asked: object, how?: { sign: (p: string) => string }): Promise<string> {
    const request = this.request(device, asked, how)
    await this.send(request)
    await until(() => this.#replies.has(request.body.id))
    return this.wordOn(request.body.id)!
  }

  /** Sends what nobody should answer; waits until somebody honest was answered, who asked later. */
  async unanswered(
    request: ReturnType<RawPhone['request']>,
    honest: TestDevice,
    retain = false
  ): Promise<string | undefined> {
    await this.send(request, retain)
    await this.ask(honest, { box: 'list' })
    return this.wordOn(request.body.id)
  }

  wordOn(id: string): string | undefined {
    const reply = this.#replies.get(id)
    return reply?.box === 'refused' ? reply.refusal.code : reply?.box
  }

  /** Leaves a whole box. */
  async leave(device: TestDevice, box: LooseBox): Promise<string> {
    let word = ''
    for (let from = 0; from < box.letters.length; from += pieceLetters)
      word = await this.ask(
        device,
        leaving(box, { from, text: box.letters.slice(from, from + pieceLetters) })
      )
    return word
  }

  async stop(): Promise<void> {
    await this.client.endAsync(true)
  }
}
