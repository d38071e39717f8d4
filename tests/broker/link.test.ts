import mqtt, { type MqttClient } from 'mqtt'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { Connection, type IncomingMessage } from '#lib/data/mqtt/connection.ts'
import { Link, type LinkState } from '#lib/data/mqtt/link.ts'
import { startAedes, startMosquitto, type OpenBroker } from './brokers.ts'
import { cableTo, type Cable } from './cable.ts'
import { until } from '../until.ts'

const command = 'antt/v1/thu/gate/cong-1b/cmd/ph-truong'
const open = { topic: command, payload: 'OPEN', expirySeconds: 2 }
const now = () => performance.now()
let names = 0
const clientId = () => `thu-${process.pid}-${++names}`

const next = (client: MqttClient, event: 'connect' | 'close' | 'message') =>
  new Promise<void>((resolve) => client.once(event, () => resolve()))

const started = { mosquitto: startMosquitto, aedes: startAedes }

describe.each(['mosquitto', 'aedes'] as const)('on %s', (name) => {
  let broker: OpenBroker
  let cable: Cable & { stop(): Promise<void> }
  let gate: MqttClient
  let heard: string[]
  const left: (() => unknown)[] = []
  beforeAll(async () => void (broker = await started[name]()))
  afterAll(() => broker.stop())
  beforeEach(async () => {
    cable = await cableTo(broker.port)
    heard = []
    gate = await mqtt.connectAsync(`ws://127.0.0.1:${broker.port}`, { protocolVersion: 5 })
    await gate.subscribeAsync('antt/v1/thu/#', { qos: 1 })
    gate.on('message', (_topic, payload) => heard.push(String(payload)))
  })
  afterEach(async () => {
    for (const leave of left.splice(0)) await leave()
    await gate.endAsync(true)
    await cable.stop()
  })

  const door = (port = cable.port) => ({ url: `ws://127.0.0.1:${port}`, clientId: clientId() })
  const connect = async (port?: number) => {
    const connection = await Connection.open(door(port), now)
    if (!(connection instanceof Connection)) throw new Error(connection.code)
    left.push(() => connection.close().catch(() => {}))
    return connection
  }
  const linkTo = (to: () => ReturnType<typeof door>) => {
    const states: LinkState[] = []
    const waits: number[] = []
    const after = (ms: number, run: () => void) => {
      waits.push(ms)
      const timer = setTimeout(run, ms / 10)
      return () => clearTimeout(timer)
    }
    const link = new Link({ connectOptions: async () => to(), now, after, chance: () => 0 })
    link.watch((state) => states.push(state))
    left.push(() => link.stop().catch(() => {}))
    const reaches = (state: LinkState) =>
      new Promise<void>((resolve) => {
        if (link.state === state) resolve()
        link.watch((told) => told === state && resolve())
      })
    return { link, states, waits, reaches }
  }
  /** A plain client of the library, with what it does by itself. */
  const plain = async () => {
    const client = await mqtt.connectAsync(door().url, { protocolVersion: 5, reconnectPeriod: 50 })
    client.on('error', () => {})
    left.push(() => client.endAsync(true))
    return client
  }
  /** Everything sent so far has arrived once this has. */
  const mark = async () => {
    const text = `mark ${clientId()}`
    const all = new Promise<void>((resolve) =>
      gate.on('message', (_t, payload) => String(payload) === text && resolve())
    )
    const writer = await mqtt.connectAsync(`ws://127.0.0.1:${broker.port}`, { protocolVersion: 5 })
    await writer.publishAsync('antt/v1/thu/mark', text, { qos: 1 })
    await all
    await writer.endAsync(true)
    return heard.filter((payload) => !payload.startsWith('mark'))
  }

  test('1 a command without a connection is OFFLINE at once, and is not sent when it comes back', async () => {
    const { link, reaches } = linkTo(door)
    await reaches('open')
    cable.pull()
    await reaches('lost')
    expect(await link.send(open)).toEqual({ code: 'OFFLINE' })
    cable.plug()
    link.wake()
    await reaches('open')
    expect(await mark()).toEqual([])
    expect(await link.send(open)).toEqual({ code: 'sent' })
    expect(await mark()).toEqual(['OPEN'])
  })

  test('dropped because the network is said to be gone, it is lost at once, and made anew where that is wrong', async () => {
    const { link, states, reaches } = linkTo(door)
    await reaches('open')
    link.drop()
    expect(link.state).toBe('lost')
    expect(await link.send(open)).toEqual({ code: 'OFFLINE' })
    await reaches('open')
    expect(states).toEqual(['open', 'lost', 'open'])
    expect(await mark()).toEqual([])
  })

  test.each([0, 1] as const)(
    '1 what the library does by itself at QoS %i: it moves the gate later',
    async (qos) => {
      const client = await plain()
      cable.pull()
      await next(client, 'close')
      client.publish(command, 'OPEN', { qos, properties: { messageExpiryInterval: 2 } })
      cable.plug()
      await next(client, 'connect')
      expect(await mark()).toEqual(['OPEN'])
    }
  )

  test('2 a lost answer moves the gate once', async () => {
    const { link, reaches } = linkTo(door)
    await reaches('open')
    cable.muteBroker()
    const sent = link.send(open)
    while (!heard.includes('OPEN')) await next(gate, 'message')
    cable.pull()
    expect(await sent).toEqual({ code: 'UNKNOWN' })
    cable.plug()
    link.wake()
    await reaches('open')
    expect(await mark()).toEqual(['OPEN'])
  })

  test('2 what the library does by itself: it moves the gate twice', async () => {
    const client = await plain()
    cable.muteBroker()
    client.publish(command, 'OPEN', { qos: 1, properties: { messageExpiryInterval: 2 } }, () => {})
    while (!heard.includes('OPEN')) await next(gate, 'message')
    cable.pull()
    cable.plug()
    await next(client, 'connect')
    expect(await mark()).toEqual(['OPEN', 'OPEN'])
  })

  test('3 an answer that never comes is UNKNOWN after three seconds, and nothing is kept for later', async () => {
    const connection = await connect()
    cable.muteBroker()
    expect(await connection.send(open)).toEqual({ code: 'UNKNOWN' })
    expect(await mark()).toEqual(['OPEN'])
    const outgoing = (connection as unknown as { client: MqttClient }).client.outgoing
    expect(outgoing).toEqual({})
  })

  test('3 a connection that breaks is not used again: the next one is another, and empty', async () => {
    const made = vi.spyOn(mqtt.MqttClient.prototype, 'connect')
    left.push(() => made.mockRestore())
    const { link, states, reaches } = linkTo(door)
    const bells: string[] = []
    link.listen('antt/v1/thu/bell/+', ({ payload }) => bells.push(payload))
    await reaches('open')
    cable.muteBroker()
    const sent = link.send(open)
    while (!heard.includes('OPEN')) await next(gate, 'message')
    cable.pull()
    await reaches('lost')
    expect(await sent).toEqual({ code: 'UNKNOWN' })
    cable.plug()
    link.wake()
    await reaches('open')
    const clients = made.mock.contexts as MqttClient[]
    expect(new Set(clients).size).toBeGreaterThan(1)
    expect([clients.at(-1)!.outgoing, clients.at(-1)!.queue]).toEqual([{}, []])
    await gate.publishAsync('antt/v1/thu/bell/gates', '{"seq":1}', { qos: 1 })
    await until(() => bells.length > 0)
    expect(bells).toEqual(['{"seq":1}'])
    expect(states.filter((state) => state === 'open').length).toBeGreaterThan(1)
  })

  test('6 two of one name: the older one stays away, for good', async () => {
    const one = door()
    const [first, second] = [linkTo(() => one), linkTo(() => door())]
    await first.reaches('open')
    await second.reaches('open')
    const thief = await Connection.open(one, now)
    left.push(() => (thief as Connection).close())
    await first.reaches('taken-over')
    first.link.wake()
    await mark()
    expect([first.link.state, first.waits]).toEqual(['taken-over', []])
    expect((thief as Connection).alive).toBe(true)
    expect(second.link.state).toBe('open')
  })

  test('what was stored carries the retain flag, and what is said live does not, though it is published as retained', async () => {
    const tell = (payload: string) => gate.publishAsync('thu/cua/state', payload, { qos: 1, retain: true })
    await tell('closed')
    const connection = await connect()
    const flags: [string, boolean][] = []
    connection.onMessage(({ payload, retain }) => flags.push([payload, retain]))
    await connection.listen('thu/+/state')
    await tell('open')
    await until(() => flags.length === 2)
    expect(flags).toEqual([
      ['closed', true],
      ['open', false]
    ])
  })

  test('a command and what answers it carry the same mark', async () => {
    const connection = await connect()
    const asked = new Promise<string[]>((resolve) =>
      gate.on('message', (topic, _payload, { properties }) =>
        resolve([topic, String(properties?.correlationData), properties!.responseTopic!])
      )
    )
    const answer = new Promise<IncomingMessage>((resolve) => connection.onMessage(resolve))
    expect(await connection.listen('antt/v1/thu/rsp/ph-truong/t1')).toBe(true)
    await connection.send({ ...open, correlation: 'c1', responseTopic: 'antt/v1/thu/rsp/ph-truong/t1' })
    expect(await asked).toEqual([command, 'c1', 'antt/v1/thu/rsp/ph-truong/t1'])
    await gate.publishAsync('antt/v1/thu/rsp/ph-truong/t1', 'accepted', {
      properties: { correlationData: Buffer.from('c1') }
    })
    expect(await answer).toMatchObject({ payload: 'accepted', correlation: 'c1', retain: false })
  })
})
