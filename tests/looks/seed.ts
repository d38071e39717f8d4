import { createPrivateKey, randomBytes, type JsonWebKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import mqtt from 'mqtt'
import type { AlertKind } from '#lib/domain/gates/contract/alert.ts'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import { topicOf } from '#lib/domain/gates/contract/topics.ts'
import { databaseName, quarterOf } from '#lib/domain/database-names.ts'
import type { Book } from '#lib/domain/roles.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { asDocument, TestDevice } from '../facts.ts'
import type { Server } from '../browser/server.ts'
import { demoSession, openSession, type TestSession } from '../devices/session.ts'
import { chiefPhone, emergency, oldPhone, writtenAt } from './written.ts'

const unit = 'xa-phong-hiep'
const gate = 'cong-1b'
const agent = 'ph-may-cong'

/** Somebody of the demo's commune with a phone of his own. */
class Hand {
  private constructor(
    readonly account: TestSession,
    readonly device: TestDevice
  ) {}

  static async of(url: string, name: string, label: string, device = new TestDevice(name)): Promise<Hand> {
    return new Hand(await demoSession(url, name, device, label), device)
  }

  async write(book: Book, what: string, stream: string, body: object, ms = Date.now()) {
    const fact = this.device.fact(unit, book, `${book}.${what}`, stream, body, { ms })
    const quarter = book === 'gates' ? quarterOf(Date.now()) : ''
    const answer = await this.account.post(`/${databaseName(unit, book, quarter)}/_bulk_docs`, {
      docs: [asDocument(fact)]
    })
    const [row] = (await answer.json()) as { error?: string; reason?: string }[]
    if (row?.error) throw new Error(`${fact.type}: ${row.reason}`)
    return fact
  }
}

/**
 * Writes what the demo leaves out and a screen is for: a gate's test, an emergency that waits for the commander, a phone that is shut out.
 * @returns lets that gate tell something to whoever listens
 */
export async function seed({ url, dataDir }: Server): Promise<(alert: AlertKind) => Promise<void>> {
  const chief = await Hand.of(url, 'ph-truong', 'Máy để bàn của xã', chiefPhone)
  const keeper = await Hand.of(url, 'ph-cong1b', oldPhone)
  const machine = await Hand.of(url, agent, 'Máy tại Cổng 1B, đã thay')
  const { id: lost } = keeper.device

  const command = { command: emergency, action: 'OPEN', override: 'medical', reason: 'Xe cấp cứu đón bà Sáu' }
  const stream = `gate/${gate}`
  await keeper.write('gates', 'command-attempted', stream, { ...command, outcome: 'accepted' })
  const opened = await machine.write('gates', 'event-reported', stream, {
    ...command,
    kind: 'completed',
    source: 'app',
    actor: keeper.account.name,
    after: { motion: 'open', position: 100, obstructed: false },
    latencyMs: 18_000
  })
  await chief.write('directory', 'acceptance-recorded', stream, test(), writtenAt)
  const barred = { device: lost, reason: 'Mất máy: rơi xuống kinh, chưa tìm thấy', stands: [] }
  await chief.write('directory', 'device-revoked', `device/${lost}`, barred)
  // The newest machine moves the gates: with this one barred, it is the demo's own again.
  const replaced = { device: machine.device.id, reason: 'Thay máy mới', stands: [opened.id] }
  await chief.write('directory', 'device-revoked', `device/${machine.device.id}`, replaced)
  return (alert) => tell(url, demoMachine(dataDir), alert)
}

/** Passed but for one step, and with one that the gate does not have. */
function test() {
  return {
    startedAt: new Date(Date.now() - 3_600_000).toISOString(),
    steps: [
      { step: 'travel', observed: 'seen', answer: 'yes', closeMs: 18_200, openMs: 17_900 },
      { step: 'stop', observed: 'seen', answer: 'yes' },
      { step: 'obstruction', observed: 'contrary', answer: 'no', note: 'Thùng giấy bị ép, phải ngắt điện' },
      { step: 'wall-button', observed: 'unseen', answer: 'yes' },
      { step: 'warning', observed: 'unseen', answer: 'not-here' }
    ],
    travelSeconds: 19
  }
}

/** The machine of the demo's gates, by its own key. */
function demoMachine(dataDir: string): TestDevice {
  const jwk = JSON.parse(readFileSync(join(dataDir, 'demo-gates', 'agent-key.json'), 'utf8')) as JsonWebKey
  return new TestDevice(agent, createPrivateKey({ key: jwk, format: 'jwk' }))
}

/** As the agent beside the gate does it: signed, and kept by nobody. It comes back by itself when its turn was taken. */
async function tell(url: string, device: TestDevice, alert: AlertKind): Promise<void> {
  const account = await openSession(url, device)
  const pass = await fetch(`${url}/broker`, { method: 'POST', headers: account.headers })
  const { url: broker, ...credentials } = (await pass.json()) as { url: string; clientId: string }
  const client = await mqtt.connectAsync(broker, { ...credentials, protocolVersion: 5 })
  const at = Date.now()
  const p = JSON.stringify({
    v: 1,
    id: uuidv7(at, randomBytes(10)),
    unit,
    gate,
    key: device.id,
    at,
    alert
  })
  await client.publishAsync(topicOf({ kind: 'alert', unit, gate }), sealed({ p, s: device.sign(p) }), {
    qos: 1
  })
  await client.endAsync()
}
