import mqtt from 'mqtt'
import { afterEach, expect, test } from 'vitest'
import { topicOf } from '#lib/domain/gates/contract/topics.ts'
import { GateStand, gateId, unit, type StandOptions } from '../gate-stand.ts'
import { TestPhone } from '../phone.ts'

const ended: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

/** More than the agent says that it takes, and twice as many as brokers have under way at a time. */
const oversized = 'x'.repeat(17_000)
const many = 40

async function standWith(options: StandOptions): Promise<GateStand> {
  const stand = await GateStand.start({ travelMs: 600_000, position: 50, ...options })
  ended.push(() => stand.stop())
  return stand
}

/** Pours out oversized messages to the gate; the broker has taken all of them afterwards. */
async function pour(url: string, account: string): Promise<void> {
  const sender = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0 })
  ended.push(() => sender.endAsync(true))
  const topic = topicOf({ kind: 'command', unit, gate: gateId, account })
  for (let i = 0; i < many; i++) await sender.publishAsync(topic, oversized, { qos: 1 })
}

/** Waits for the gate's answer to a STOP, for as long as a phone does. */
async function stops(phone: TestPhone): Promise<void> {
  const id = await phone.ask('STOP')
  await expect
    .poll(() => phone.told(id), { timeout: 3_000, message: 'the answer to a STOP' })
    .toContain('completed')
}

test.each(['mosquitto', 'aedes'] as const)(
  'forty messages too large for the agent, by somebody who may command the gate over the commune’s %s: the next STOP is obeyed',
  async (broker) => {
    const stand = await standWith({ broker })
    const phone = await stand.phone()
    await pour(stand.communeUrl, phone.holder.account)
    await stops(phone)
  }
)

test('the same by a stranger at the broker beside the gate: the next STOP there is obeyed, and over the commune’s', async () => {
  const stand = await standWith({ lan: true })
  const [away, here] = [await stand.phone(), await stand.phone()]
  const local = await TestPhone.connect(stand.localUrl, {
    unit,
    agent: stand.key,
    now: stand.now,
    ...here.holder,
    device: here.device
  })
  ended.push(() => local.leave())
  await pour(stand.localUrl, here.holder.account)
  await stops(local)
  await stops(away)
})
