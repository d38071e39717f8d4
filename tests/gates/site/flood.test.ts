import mqtt from 'mqtt'
import { afterEach, expect, test } from 'vitest'
import { topicOf } from '#lib/domain/gates/contract/topics.ts'
import { until } from '../../until.ts'
import { GateStand, gateId, unit } from '../gate-stand.ts'

const ended: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

const forged = JSON.stringify({ p: JSON.stringify({ v: 1, action: 'STOP' }), s: 'x' })
const topicFor = (account: string) => topicOf({ kind: 'command', unit, gate: gateId, account })

/** A gate with a broker for phones beside it, where a stranger pours out messages. */
async function flooded() {
  const stand = await GateStand.start({ lan: true, travelMs: 600_000, position: 50 })
  ended.push(() => stand.stop())
  const stranger = await mqtt.connectAsync(stand.localUrl, { protocolVersion: 5 })
  ended.push(() => stranger.endAsync(true))
  const pour = (many: number, nameOf: (i: number) => string) => {
    for (let i = 0; i < many; i++) stranger.publish(topicFor(nameOf(i)), forged, { qos: 0 })
  }
  return { stand, phone: await stand.phone(), pour, stranger }
}
const refused = ({ log }: GateStand) => log.filter(({ kind }) => kind === 'refused')

test('a stranger at the gate’s own broker, in names of their own making: nothing is read, all is counted, and each STOP is obeyed', async () => {
  const { stand, phone, pour } = await flooded()
  for (let n = 0; n < 5; n++) {
    pour(2_000, (i) => `x${n}-${i}`)
    const id = await phone.ask('STOP')
    await phone.hears(id, 'completed')
  }
  const all = refused(stand).map(({ source, code }) => `${source} ${code}`)
  // Of a flood ten have an entry each.
  expect(all).toEqual(Array(10).fill('lan ACTOR_MISMATCH'))
})

test('a stranger in the officer’s own name: each STOP that comes over the commune’s broker is obeyed', async () => {
  const { stand, phone, pour } = await flooded()
  for (let n = 0; n < 5; n++) {
    pour(2_000, () => phone.holder.account)
    const id = await phone.ask('STOP')
    await phone.hears(id, 'completed')
  }
  expect(stand.log.filter(({ kind }) => kind === 'completed')).toHaveLength(5)
  expect(new Set(refused(stand).map(({ source }) => source))).toEqual(new Set(['lan']))
})

test('a message of megabytes to a gate reaches neither its agent nor its log', async () => {
  const { stand, phone, stranger } = await flooded()
  await stranger.publishAsync(topicFor(phone.holder.account), '{'.repeat(5_000_000), { qos: 1 })
  await stranger.publishAsync(topicFor(phone.holder.account), '{', { qos: 1 })
  await until(() => refused(stand).length > 0)
  await phone.hears(await phone.ask('STOP'), 'completed')
  expect(refused(stand)).toHaveLength(1)
})
