import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

let stack: TestStack
let keeper: TestAccount
let open: MqttClient[] = []

beforeAll(async () => {
  stack = await startTestStack()
  keeper = await stack.account('keeper')
})
afterAll(() => stack.stop())
afterEach(async () => {
  for (const client of open) await client.endAsync(true)
  open = []
})

const url = () => `${stack.url.replace('http', 'ws')}/mqtt`
const connect = async (options: IClientOptions) => {
  const client = await mqtt.connectAsync(url(), { protocolVersion: 5, reconnectPeriod: 0, ...options }, false)
  open.push(client)
  return client
}
const asKeeper = () => ({ username: keeper.name, password: keeper.password })
const granted = async (client: MqttClient, topic: string) => {
  const subscribed = await client.subscribeAsync(topic).catch((problem: { code?: number }) => problem)
  return Array.isArray(subscribed) && subscribed.every(({ qos }) => qos < 128)
}
// The rights of a broker elsewhere are its own business.
const onEmbedded = process.env.MQTT_URL ? test.skip : test

describe('who gets in', () => {
  onEmbedded.each([
    ['nobody', {}],
    ['a wrong password', { username: 'x', password: 'y' }],
    ['a name without password', { username: 'x' }]
  ])('not %s', async (_name, options) => {
    await expect(connect(options)).rejects.toMatchObject({ code: expect.any(Number) })
  })

  onEmbedded('an account with its own password, by MQTT 5 and 3.1.1', async () => {
    expect((await connect(asKeeper())).connected).toBe(true)
    expect((await connect({ ...asKeeper(), protocolVersion: 4 })).connected).toBe(true)
  })
})

describe('what an account hears', () => {
  onEmbedded('the bells of the books it reads', async () => {
    const client = await connect(asKeeper())
    for (const book of ['directory', 'duty', 'gates'])
      expect(await granted(client, `antt/v1/${stack.unit}/bell/${book}`)).toBe(true)
  })

  onEmbedded('nothing else', async () => {
    const client = await connect(asKeeper())
    const unit = stack.unit
    const topics = [
      '#',
      '+/#',
      'antt/#',
      `antt/v1/${unit}/#`,
      `antt/v1/${unit}/bell/+`,
      `antt/v1/${unit}/bell/#`
    ]
      .concat([
        `antt/v1/${unit}/bell/hui`,
        `antt/v1/${unit}/bell/private`,
        `antt/v1/${unit}/bell/constructor`
      ])
      .concat([
        'antt/v1/xa-khac/bell/gates',
        'antt/v1/+/bell/gates',
        '$SYS/#',
        `$share/x/antt/v1/${unit}/bell/hui`
      ])
    for (const topic of topics) expect(`${topic} ${await granted(client, topic)}`).toBe(`${topic} false`)
  })

  onEmbedded('and what others publish reaches nobody', async () => {
    const [listener, publisher] = [await connect(asKeeper()), await connect(asKeeper())]
    const topic = `antt/v1/${stack.unit}/bell/gates`
    await granted(listener, topic)
    let heard = 0
    listener.on('message', () => heard++)
    await expect(publisher.publishAsync(topic, '{"seq":1}', { qos: 1, retain: true })).rejects.toMatchObject({
      code: 0x87
    })
    expect(
      (await connect({ ...asKeeper(), will: { topic, payload: Buffer.from('x'), qos: 1 } })).connected
    ).toBe(true)
    open.at(-1)!.stream.destroy()
    // A second subscription is answered after anything published before it.
    await granted(listener, `antt/v1/${stack.unit}/bell/duty`)
    expect(heard).toBe(0)
  })
})

test.runIf(process.env.MQTT_URL)('a broker elsewhere answers through /mqtt', async () => {
  const credentials = new URL(process.env.MQTT_URL!)
  const { username, password } = credentials
  const client = await connect(username ? { username, password } : {})
  const topic = `antt/thu/${stack.unit}`
  await client.subscribeAsync(topic)
  const heard = new Promise<string>((resolve) =>
    client.on('message', (_topic, text) => resolve(String(text)))
  )
  await client.publishAsync(topic, 'reng')
  expect(await heard).toBe('reng')
})

test('no other path takes a WebSocket', async () => {
  await expect(
    mqtt.connectAsync(`${stack.url.replace('http', 'ws')}/db`, { reconnectPeriod: 0 }, false)
  ).rejects.toThrow('connect to server')
})
