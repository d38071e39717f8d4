import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../until.ts'
import { GateStand, travelMs } from './gate-stand.ts'
import { makes } from './makes.ts'
import type { TestPhone } from './phone.ts'

/** Every make of controller on one broker, and one on the embedded: what differs between brokers is one for all. */
describe.each([
  ...makes.map((make) => ({ make, dialect: make.dialect, broker: 'mosquitto' as const })),
  { make: makes[0]!, dialect: makes[0]!.dialect, broker: 'aedes' as const }
])('a gate that speaks $dialect, on $broker', ({ make, broker }) => {
  let stand: GateStand
  let phone: TestPhone
  beforeAll(async () => {
    stand = await GateStand.start({ make, broker })
    phone = await stand.phone()
  })
  afterAll(() => stand.stop())

  const carriedOut = async (action: 'OPEN' | 'CLOSE', by = phone) => {
    const id = await by.ask(action)
    await by.hears(id, 'completed')
    return id
  }

  test('closes: accepted, moving, completed; reported closed by its own word, and written down', async () => {
    const id = await carriedOut('CLOSE')
    expect(phone.told(id)).toEqual(['accepted', 'moving', 'completed'])
    expect(stand.gate.shutter.position).toBe(0)
    await until(() => phone.state?.motion === 'closed')
    expect(phone.state).toMatchObject({ position: 0, deviceOnline: true, lastCmdId: id, travelMs })
    expect(stand.log.filter(({ command }) => command === id).map(({ kind }) => kind)).toEqual([
      'accepted',
      'completed'
    ])
  })

  test('what an operator should put right at the controller goes with the state', () => {
    expect(phone.state?.warnings ?? []).toEqual(make.warnings ?? [])
  })

  test('14 STOP while it closes stops it, though it is locked; what was under way ends as stopped', async () => {
    const chief = await stand.phone()
    await carriedOut('OPEN', chief)
    await chief.hears(await chief.ask('LOCK'), 'completed')
    const close = await chief.ask('CLOSE')
    await chief.hears(close, 'moving')
    const stop = await chief.ask('STOP')
    await chief.hears(stop, 'completed')
    expect(stand.gate.shutter.direction).toBe(0)
    expect(stand.gate.shutter.position).toBeGreaterThan(0)
    expect(chief.told(close)).toEqual(['accepted', 'moving', 'stopped'])
    await chief.hears(await chief.ask('UNLOCK'), 'completed')
  })

  test('two persons close it: both hear how it ends; a gate that measures where it is gets one order', async () => {
    const other = await stand.phone()
    await carriedOut('OPEN', other)
    const from = stand.gate.ordered.length
    const first = await phone.ask('CLOSE')
    await phone.hears(first, 'moving')
    const second = await other.ask('CLOSE')
    await phone.hears(first, 'completed')
    await other.hears(second, 'completed')
    const { assumed } = other.state!
    expect(stand.gate.ordered.slice(from)).toEqual(assumed ? ['close', 'close'] : ['close'])
  })

  test('against a motion under way: it stops, and nothing else', async () => {
    const chief = await stand.phone()
    await carriedOut('OPEN', chief)
    const close = await chief.ask('CLOSE')
    await chief.hears(close, 'moving')
    const open = await chief.ask('OPEN')
    await chief.hears(open, 'completed')
    expect(chief.replies.find(({ id }) => id === open)).toMatchObject({ status: 'accepted', act: 'STOP' })
    expect(stand.gate.shutter.direction).toBe(0)
  })

  test('17 a hand at the wall is written down as such; while the gate is locked it is an alarm', async () => {
    const chief = await stand.phone()
    await carriedOut('OPEN', chief)
    await chief.hears(await chief.ask('LOCK', { lock: 'maintenance' }), 'completed')
    const before = stand.log.length
    stand.gate.press('close')
    await until(() => stand.log.slice(before).some(({ kind }) => kind === 'unexpected-move'))
    expect(stand.alerts).toContain('unexpected-move')
    await until(() => chief.state?.motion === 'closed')
    await chief.hears(await chief.ask('UNLOCK'), 'completed')
  })
})

test.each(['mosquitto', 'aedes'] as const)(
  '17 a hand at the wall by day, long after the controller came back, on %s',
  async (broker) => {
    const stand = await GateStand.start({ broker })
    const phone = await stand.phone()
    stand.ahead += 120_000
    await until(() => phone.state && phone.state.agentTime >= stand.now() - 30_000)
    stand.gate.press('close')
    await until(() => stand.kinds.includes('local-manual'))
    expect(stand.alerts).toEqual([])
    expect(stand.log.at(-1)).toMatchObject({ source: 'wall' })
    await stand.stop()
  }
)

describe.each(['mosquitto', 'aedes'] as const)('15 something under the gate, on %s', (broker) => {
  let stand: GateStand
  let phone: TestPhone
  beforeAll(async () => {
    stand = await GateStand.start({ broker })
    phone = await stand.phone()
  })
  afterAll(() => stand.stop())

  test('while it closes: obstructed, a person is called, nothing is tried again, and no phone can force it', async () => {
    stand.gate.block(40)
    const close = await phone.ask('CLOSE')
    await phone.hears(close, 'obstructed')
    expect(stand.alerts).toContain('obstructed')
    const again = await phone.ask('CLOSE')
    await phone.hears(again, 'OBSTRUCTED')
    stand.ahead += 60_000
    await until(() => phone.state && phone.state.agentTime >= stand.now() - 30_000)
    expect(await stand.orderedInAll()).toEqual(['CLOSE'])
    expect(stand.gate.shutter.position).toBe(40)
  })
})

test('the last word of an agent whose connection breaks is offline, and its state is forgotten in its time', async () => {
  const stand = await GateStand.start()
  const { default: mqtt } = await import('mqtt')
  const client = await mqtt.connectAsync(stand.communeUrl, { protocolVersion: 5 })
  const heard: string[] = []
  const expiry: unknown[] = []
  client.on('message', (topic, payload, { properties }) => {
    if (topic.endsWith('/status')) heard.push(String(payload))
    else expiry.push(properties?.messageExpiryInterval)
  })
  await client.subscribeAsync(['antt/v1/xa-thu/agent/+/status', 'antt/v1/xa-thu/gate/+/state'], { qos: 1 })
  // A busy machine tells the state more than once meanwhile.
  await until(() => heard.length > 0 && expiry.length > 0)
  expect(new Set(heard)).toEqual(new Set(['online']))
  expect(expiry[0] as number).toBeGreaterThan(80)
  await stand.stopAgent()
  await until(() => heard.at(-1) === 'offline')
  await client.endAsync(true)
  await stand.stop()
})

test.each(['mosquitto', 'aedes'] as const)(
  'the mains go and come back: phones at %s hear it signed, the state counts the battery, nothing moves',
  async (broker) => {
    const power = { topic: 'ups/nguon', mains: 'OL', battery: 'OB', minutesTopic: 'ups/phut' }
    const stand = await GateStand.start({ broker, gate: { power } })
    const phone = stand.phones[0]!
    await stand.says('ups/phut', '35')
    await stand.says('ups/nguon', 'OB')
    await until(() => phone.alerts.length === 1 && phone.state?.power?.mains === false)
    expect(phone.alerts[0]).toMatchObject({ alert: 'power-lost', minutes: 35, gate: 'cong-1b' })
    expect(phone.state!.power).toEqual({ mains: false, minutesLeft: 35 })
    // What the broker beside the gate holds is heard again after a restart, and is no news.
    await stand.stopAgent()
    stand.startAgent()
    await stand.ready()
    await stand.says('ups/nguon', 'OL')
    await until(() => phone.alerts.length === 2)
    expect(phone.alerts[1]).toMatchObject({ alert: 'power-back' })
    expect(stand.kinds.filter((kind) => kind.startsWith('power-'))).toEqual(['power-lost', 'power-back'])
    expect(await stand.orderedInAll()).toEqual([])
    // Whoever comes later hears no old alert.
    const late = await stand.phone()
    await until(() => late.state)
    expect(late.alerts).toEqual([])
    await stand.stop()
  }
)

test('a line to the controller that breaks: offline and unknown, refused; back again it is heard anew', async () => {
  const stand = await GateStand.start({ cable: true })
  const phone = await stand.phone()
  await phone.hears(await phone.ask('CLOSE'), 'completed')
  stand.cable!.pull()
  await until(() => phone.state?.deviceOnline === false)
  expect(phone.state).toMatchObject({ motion: 'unknown', position: null })
  await phone.hears(await phone.ask('OPEN'), 'DEVICE_OFFLINE')
  stand.gate.pullChain(100)
  stand.cable!.plug()
  await until(() => phone.state?.deviceOnline === true)
  await until(() => phone.state?.position === 100)
  expect(phone.states.findLast(({ motion }) => motion === 'closed')!.seq).toBeLessThan(phone.state!.seq - 1)
  const from = phone.states.findLastIndex(({ deviceOnline }) => !deviceOnline)
  expect(phone.states.slice(from).some(({ motion }) => motion === 'closed')).toBe(false)
  await stand.stop()
})

test('nobody listens where the controller takes its orders: who asked hears at once that it failed', async () => {
  const stand = await GateStand.start()
  const phone = await stand.phone()
  const { default: mqtt } = await import('mqtt')
  await stand.gate.stop()
  await until(() => phone.state?.deviceOnline === false)
  // Its own word says that it is there, as of a controller that hangs.
  const liar = await mqtt.connectAsync(stand.localUrl)
  await liar.publishAsync('cong01/status', 'online', { qos: 1, retain: true })
  await liar.publishAsync('cong01/state', 'open', { qos: 1, retain: true })
  await until(() => phone.state?.deviceOnline)
  await stand.deafen()
  const id = await phone.ask('CLOSE')
  await phone.hears(id, 'failed')
  expect(phone.told(id)).toEqual(['accepted', 'failed'])
  await liar.endAsync(true)
  await stand.stop()
})
