import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import mqtt, { type MqttClient } from 'mqtt'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GateAction } from '#lib/domain/gates/contract/actions.ts'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import { TestDevice } from '../../facts.ts'
import { until } from '../../until.ts'
import { GateStand } from '../gate-stand.ts'
import { makes } from '../makes.ts'
import type { Message, TestPhone } from '../phone.ts'

const seed = 20_261_129
/** Over all makes: 6,000 commands and 8,000 lines. */
const commands = 6_000 / makes.length
const lines = 8_000 / makes.length
const batch = 50
/** Of each make's share, what stands for the first thousand of all. */
const firstThousand = 200

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
function heapAfterCollection(): number {
  collect()
  return process.memoryUsage().heapUsed
}

const actions: GateAction[] = ['OPEN', 'CLOSE', 'STOP', 'PASS', 'LOCK', 'UNLOCK', 'POSTPONE']
const stranger = new TestDevice('ke-la')

/** Names what is wrong with a command: each gives none that may be carried out. */
const faults = {
  stale: { iat: -60_000, exp: -55_000 },
  ahead: { iat: 60_000, exp: 65_000 },
  'too long valid': { exp: 3_600_000 },
  'ends before it begins': { exp: -1 }
}

const bad = fc.record({
  action: fc.constantFrom(...actions),
  fault: fc.constantFrom(
    ...(Object.keys(faults) as (keyof typeof faults)[]),
    ...([
      'forged',
      'other key',
      'other gate',
      'other unit',
      'cut',
      'flipped',
      'words',
      'huge',
      'deep'
    ] as const)
  ),
  at: fc.nat(2_000),
  words: fc.string({ unit: 'binary' })
})
type Bad = typeof bad extends fc.Arbitrary<infer T> ? T : never

function badMessage(phone: TestPhone, { action, fault, at, words }: Bad, now: number): Message {
  const times = fault in faults ? faults[fault as keyof typeof faults] : {}
  const shifted = Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, now + (ms as number)]))
  const more = {
    ...shifted,
    ...(fault === 'other key' && { key: stranger.id }),
    ...(fault === 'other gate' && { gate: 'cong-2' }),
    ...(fault === 'other unit' && { unit: 'xa-khac' })
  }
  const message = phone.message(phone.command(action, more))
  const { payload } = message
  const { p } = JSON.parse(payload) as { p: string }
  const topic = fault.startsWith('other') ? phone.message(phone.command(action)).topic : message.topic
  const place = at % payload.length
  const spoilt: Partial<Record<typeof fault, string>> = {
    forged: sealed({ p, s: stranger.sign(p) }),
    cut: payload.slice(0, place),
    flipped: payload.slice(0, place) + (payload[place] === 'x' ? 'y' : 'x') + payload.slice(place + 1),
    words,
    huge: payload + ' '.repeat(9_000) + words,
    deep: '['.repeat(4_000) + words
  }
  return { ...message, topic, payload: spoilt[fault] ?? payload }
}

const rubbish = [
  '',
  ' ',
  '{',
  '[]',
  'null',
  '{}',
  'closed',
  '0',
  '100',
  'offline',
  'opening',
  '{"state":1}',
  '\u0000'
]
const line = fc.record({
  topic: fc.nat(),
  how: fc.constantFrom('rubbish', 'words', 'cut', 'flipped', 'twice' as const),
  at: fc.nat(2_000),
  words: fc.oneof(fc.string({ unit: 'binary' }), fc.json())
})

function spoiltLine(heard: { topic: string; payload: string }[], { topic: nth, how, at, words }: LineFault) {
  const { topic, payload } = heard[nth % heard.length]!
  const place = payload.length === 0 ? 0 : at % payload.length
  if (how === 'rubbish') return { topic, payload: rubbish[at % rubbish.length]! }
  if (how === 'words') return { topic, payload: words }
  if (how === 'cut') return { topic, payload: payload.slice(0, place) }
  if (how === 'twice') return { topic, payload: payload + payload }
  return { topic, payload: payload.slice(0, place) + 'x' + payload.slice(place + 1) }
}
type LineFault = typeof line extends fc.Arbitrary<infer T> ? T : never

describe.each(makes.map((make) => ({ make, dialect: make.dialect })))('$dialect', ({ make, dialect }) => {
  let stand: GateStand
  let phone: TestPhone
  let site: MqttClient
  /** What the controller says on its own topics, and the topics of its orders, as heard while it closes once. */
  const heard: { topic: string; payload: string }[] = []
  beforeAll(async () => {
    stand = await GateStand.start({ make, position: 40 })
    phone = await stand.phone()
    site = await mqtt.connectAsync(stand.localUrl, { protocolVersion: 5 })
    site.on('message', (topic, payload) => void heard.push({ topic, payload: String(payload) }))
    await site.subscribeAsync('#', { qos: 1 })
    stand.gate.press('close')
    await until(() => phone.state?.motion === 'closed')
    await site.unsubscribeAsync('#')
  })
  afterAll(async () => {
    await site.endAsync(true)
    await stand.stop()
  })

  /** Drops what the test itself has piled up. */
  function forget() {
    stand.log.length = stand.alerts.length = stand.troubles.length = stand.orders.length = 0
    for (const one of stand.phones) one.replies.length = one.states.length = one.alerts.length = 0
  }

  /** Sends all of it, some at once, and returns how the heap grew after the first thousand's share. */
  async function growthAfter<T>(all: readonly T[], send: (one: T) => Promise<unknown>): Promise<number> {
    const heaps: number[] = []
    for (let from = 0; from < all.length; from += batch) {
      await Promise.all(all.slice(from, from + batch).map(send))
      // Whatever came before this has been judged once it is answered.
      await phone.hears(
        await phone.ask('CLOSE', { iat: stand.now() - 9_000, exp: stand.now() - 4_000 }),
        'STALE'
      )
      forget()
      if (from + batch === firstThousand || from + batch >= all.length) heaps.push(heapAfterCollection())
    }
    return heaps[1]! / heaps[0]!
  }

  test('bad commands move nothing, and take no memory', async () => {
    const all = fc.sample(bad, { seed, numRuns: commands })
    const growth = await growthAfter(all, (one) =>
      phone.send(badMessage(phone, one, stand.now()), one.at % 50 === 0)
    )
    expect(stand.gate.ordered).toEqual([])
    expect(growth).toBeLessThanOrEqual(1.2)
  }, 120_000)

  test('garbage in its own topics moves nothing, and the agent goes on', async () => {
    const own = heard.filter(({ topic }) => topic !== make.orders)
    const all = fc.sample(line, { seed, numRuns: lines }).map((one) => spoiltLine(own, one))
    const growth = await growthAfter(all, ({ topic, payload }) =>
      site.publishAsync(topic, payload, { qos: 1 })
    )
    expect(stand.gate.ordered).toEqual([])
    expect(growth).toBeLessThanOrEqual(1.2)
  }, 120_000)

  test(`still obeys ${dialect} once its controller has started anew`, async () => {
    await stand.gate.cutPower()
    await stand.stopAgent()
    stand.gate.pullChain(100)
    stand.startAgent()
    await stand.gate.restorePower()
    await stand.ready()
    await phone.hears(await phone.ask('CLOSE'), 'completed')
    expect(stand.gate.shutter.position).toBe(0)
  }, 60_000)
})
