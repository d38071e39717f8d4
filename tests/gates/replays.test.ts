import mqtt from 'mqtt'
import { afterEach, describe, expect, test } from 'vitest'
import { until } from '../until.ts'
import { afternoon, GateStand } from './gate-stand.ts'
import type { Message, TestPhone } from './phone.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

let stand: GateStand
afterEach(() => stand.stop())

/** Sends what was captured once more and waits until the agent has refused it. */
async function again(phone: TestPhone, message: Message) {
  const before = stand.refusals.length
  await phone.send(message)
  await until(() => stand.refusals.length > before)
  return stand.refusals.at(-1)
}

test.each(['mosquitto', 'aedes'] as const)(
  '10 a captured command again, after one second, six, and a restart: no second movement, on %s',
  async (broker) => {
    stand = await GateStand.start({ broker })
    const phone = await stand.phone()
    const captured = phone.message(phone.command('CLOSE'))
    await phone.send(captured)
    await phone.hears(captured.id, 'completed')
    stand.gate.pullChain(100)
    stand.ahead += second
    expect(await again(phone, captured)).toBe('DUPLICATE')
    // What was told last is told again.
    await until(() => phone.told(captured.id).length === 4)
    expect(phone.told(captured.id).at(-1)).toBe('completed')
    stand.ahead += 5 * second
    expect(await again(phone, captured)).toBe('STALE')
    await stand.stopAgent()
    stand.startAgent()
    await stand.ready()
    expect(await again(phone, captured)).toBe('STALE')
    // A clock that was put back does not make it fresh either.
    stand.ahead -= 6 * second
    expect(await again(phone, captured)).toBe('STALE')
    expect(await stand.orderedInAll()).toEqual(['CLOSE'])
  }
)

test.each(['mosquitto', 'aedes'] as const)(
  '10 a fresh command again, right after a restart: remembered from the disk, on %s',
  async (broker) => {
    stand = await GateStand.start({ broker })
    const phone = await stand.phone()
    const captured = phone.message(phone.command('CLOSE', { exp: stand.now() + 9_000 }))
    await phone.send(captured)
    await phone.hears(captured.id, 'accepted')
    await stand.stopAgent()
    stand.startAgent()
    await stand.ready()
    expect(await again(phone, captured)).toBe('DUPLICATE')
    expect(await stand.orderedInAll()).toEqual(['CLOSE'])
  }
)

describe.each(['mosquitto', 'aedes'] as const)('12 clocks that disagree, on %s', (broker) => {
  test('a phone five seconds, a minute and a day off: only what is of now by the agent’s clock moves the gate', async () => {
    stand = await GateStand.start({ broker })
    const cases: [number, string][] = [
      [-day, 'STALE'],
      [-minute, 'STALE'],
      [-5_500, 'STALE'],
      [-2_000, 'accepted'],
      [1_000, 'accepted'],
      [5 * second, 'CLOCK_SKEW'],
      [minute, 'CLOCK_SKEW'],
      [day, 'CLOCK_SKEW']
    ]
    for (const [offset, outcome] of cases) {
      const phone = await stand.phone()
      const iat = stand.now() + offset
      const id = await phone.ask('OPEN', { iat, exp: iat + 5_000 })
      await phone.hears(id, outcome)
    }
    expect(await stand.orderedInAll()).toEqual(['OPEN', 'OPEN'])
  })

  test('an agent without a clock: by the challenge in its state, once; none, an old or a made-up one is stale', async () => {
    stand = await GateStand.start({ broker, knowsTheTime: false })
    stand.setClock(5 * 365 * 24 * hour)
    const phone = await stand.phone()
    await until(() => phone.state && phone.state.agentTime < afternoon)
    const { nonce } = phone.state!
    expect(nonce).toMatch(/^[\w-]{22}$/)
    const far = { iat: afternoon, exp: afternoon + 5_000 }
    await phone.hears(await phone.ask('CLOSE', far), 'STALE')
    await phone.hears(await phone.ask('CLOSE', { ...far, nonce: 'A'.repeat(22) }), 'STALE')
    const captured = phone.message(phone.command('CLOSE', { ...far, nonce }))
    await phone.send(captured)
    await phone.hears(captured.id, 'completed')
    expect(await again(phone, captured)).toBe('DUPLICATE')
    stand.ahead += 11 * second
    await phone.hears(await phone.ask('CLOSE', { ...far, nonce }), 'STALE')
    expect(await stand.orderedInAll()).toEqual(['CLOSE'])
  })

  test('an agent whose clock was put back gives out challenges until it has caught up', async () => {
    stand = await GateStand.start({ broker })
    const phone = await stand.phone()
    expect(phone.state?.nonce).toBeUndefined()
    await stand.stopAgent()
    stand.ahead -= hour
    stand.startAgent()
    await stand.ready()
    await phone.hears(await phone.ask('CLOSE'), 'STALE')
    await phone.hears(await phone.ask('CLOSE', { nonce: phone.state!.nonce }), 'completed')
    expect(await stand.orderedInAll()).toEqual(['CLOSE'])
  })
})

describe.each(['mosquitto', 'aedes'] as const)(
  '13 a controller at %s that wakes up four seconds later',
  (beside) => {
    /** MQTT 3.1.1, a session that outlives its connection, QoS 1: the broker keeps messages for it. */
    const sleeper = () =>
      mqtt.connectAsync(stand.localUrl, {
        protocolVersion: 4,
        clean: false,
        clientId: 'ngu-gat',
        reconnectPeriod: 0
      } as const)

    test('finds nothing of a command that was sent while it was off', async () => {
      stand = await GateStand.start({ beside })
      const phone = await stand.phone()
      // Off without a word: nobody knows yet.
      const controller = await sleeper()
      await controller.subscribeAsync(['cong01/set', 'thu/dem'], { qos: 1 })
      await controller.endAsync()
      await phone.hears(await phone.ask('CLOSE'), 'accepted')
      const helper = await mqtt.connectAsync(stand.localUrl, { protocolVersion: 5 })
      await helper.publishAsync('thu/dem', 'kept', { qos: 1 })
      await new Promise((resolve) => setTimeout(resolve, 4_000))
      const heard: string[] = []
      const woken = mqtt.connect(stand.localUrl, { protocolVersion: 4, clean: false, clientId: 'ngu-gat' })
      woken.on('message', (_topic, payload) => heard.push(String(payload)))
      // What never ends is delivered: the broker does keep messages for it, in their order.
      await until(() => heard.includes('kept'))
      await helper.publishAsync('cong01/set', 'mark', { qos: 1 })
      await until(() => heard.includes('mark'))
      expect(heard).toEqual(['kept', 'mark'])
      await woken.endAsync(true)
      await helper.endAsync(true)
    })
  }
)

describe.each(['mosquitto', 'aedes'] as const)('16 the evening’s closing, on %s', (broker) => {
  /** 21:59 in Vietnam. */
  const beforeTen = afternoon + 7 * hour - minute
  const evening = { broker, gate: { schedule: { closeAt: '22:00' } } }

  test('comes at ten with every phone off, after a warning of five seconds; the agent was started at 21:59', async () => {
    stand = await GateStand.start(evening)
    await stand.stopAgent()
    stand.setClock(beforeTen)
    stand.startAgent()
    await stand.ready()
    await until(() => stand.alerts.includes('closes-soon'))
    expect(stand.phones[0]!.state?.closesAt).toBe(beforeTen + minute)
    for (const phone of stand.phones.splice(0)) await phone.leave()
    stand.ahead += minute
    await until(() => stand.log.some(({ kind, source }) => kind === 'accepted' && source === 'schedule'))
    expect(await stand.orderedInAll()).toEqual([])
    stand.ahead += 5 * second
    await until(() => stand.log.some(({ kind, source }) => kind === 'completed' && source === 'schedule'))
    expect(stand.gate.shutter.position).toBe(0)
    stand.ahead += 20 * minute
    expect(await stand.orderedInAll()).toEqual(['CLOSE'])
  })

  test('has gone by when the agent comes back at eleven: nothing moves, somebody is told', async () => {
    stand = await GateStand.start(evening)
    stand.setClock(beforeTen)
    await until(() => stand.alerts.includes('closes-soon'))
    await stand.stopAgent()
    stand.ahead += hour
    stand.startAgent()
    await until(() => stand.alerts.includes('schedule-missed'))
    expect(await stand.orderedInAll()).toEqual([])
  })
})

const day = 24 * hour
