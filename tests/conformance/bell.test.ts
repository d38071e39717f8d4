import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { bellOf } from '#lib/domain/bell.ts'
import type { Book, Role } from '#lib/domain/roles.ts'
import { startGuardedMosquitto, startMosquitto } from '../broker/brokers.ts'
import type { TestDevice } from '../facts.ts'
import { asDocument } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'

describe.each(['embedded', 'mosquitto'] as const)('%s', (name) => {
  let stack: TestStack
  let stopBroker = async () => {}
  let commander: TestAccount
  let keeper: TestAccount
  let open: MqttClient[] = []

  beforeAll(async () => {
    const guarded = name === 'mosquitto' ? await startGuardedMosquitto() : null
    if (guarded) stopBroker = guarded.stop
    stack = await startTestStack({ mqttUrl: guarded?.url ?? null })
    commander = await stack.account('commander' satisfies Role)
    keeper = await stack.account('keeper' satisfies Role)
  })
  afterAll(async () => {
    await stack.stop()
    await stopBroker()
  })
  afterEach(async () => {
    for (const client of open.splice(0)) await client.endAsync(true)
  })

  /** What a reader with a pass of its own hears at those books' bells. */
  async function hearing(who: TestAccount, ...books: Book[]) {
    const response = await fetch(`${stack.url}/broker`, { method: 'POST', headers: who.headers })
    const { url, ...pass } = (await response.json()) as { url: string } & IClientOptions
    const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0, ...pass })
    open = [...open, client]
    const heard: { book: string; seq: string; retain: boolean }[] = []
    client.on('message', (topic, payload, { retain }) =>
      heard.push({ book: topic.split('/').at(-1)!, retain, ...JSON.parse(payload.toString()) })
    )
    for (const book of books)
      await client.subscribeAsync(bellOf(stack.unit, book), { qos: 1 }).catch(() => {})
    return heard
  }
  const write = async (who: TestAccount, device: TestDevice, facts: number) => {
    const docs = Array.from({ length: facts }, () => asDocument(device.note(stack.unit)))
    const answer = await who.post(`/${stack.database('gates')}/_bulk_docs`, { docs })
    expect(((await answer.json()) as { error?: string }[]).filter(({ error }) => error)).toEqual([])
  }
  const seqOf = async () => String((await stack.couch.nano.db.get(stack.database('gates'))).update_seq)
  const number = (seq: string | undefined) => Number(String(seq).split('-')[0])

  test('whoever reads a book hears that it moved, and up to where; what is in it goes another way', async () => {
    const heard = await hearing(keeper, 'gates')
    heard.length = 0
    await write(keeper, keeper.device, 3)
    await until(() => heard.some(({ retain }) => !retain))
    const live = heard.find(({ retain }) => !retain)!
    expect(Object.keys(live).sort()).toEqual(['book', 'retain', 'seq'])
    await until(async () => number(heard.at(-1)?.seq) === number(await seqOf()))
    const late = await hearing(commander, 'gates')
    await until(() => late.length > 0)
    expect(late[0]).toMatchObject({ book: 'gates', retain: true })
    expect(number(late[0]!.seq)).toBe(number(await seqOf()))
  })

  test('nobody hears the bell of a book that he does not read', async () => {
    const heard = await hearing(keeper, 'incidents', 'hui', 'gates')
    const his = await hearing(commander, 'incidents', 'gates')
    const device = commander.device
    const tip = device.fact(
      stack.unit,
      'incidents',
      'incidents.note-added',
      `incident/${device.id.slice(0, 8)}`,
      {
        text: 'Đã gọi'
      }
    )
    const answer = await commander.post(`/${stack.database('incidents')}/_bulk_docs`, {
      docs: [asDocument(tip)]
    })
    expect(await answer.json()).toMatchObject([{ ok: true }])
    await until(() => his.some(({ book }) => book === 'incidents'))
    await write(keeper, keeper.device, 1)
    await until(() => heard.some(({ book, retain }) => book === 'gates' && !retain))
    expect(heard.filter(({ book }) => book !== 'gates')).toEqual([])
  })

  test('a hundred writes ring a few times, and the last ring names the last of them', async () => {
    const heard = await hearing(keeper, 'gates')
    const device = keeper.device
    for (let i = 0; i < 100; i++) await write(keeper, device, 1)
    await until(async () => number(heard.at(-1)?.seq) === number(await seqOf()))
    expect(heard.filter(({ retain }) => !retain).length).toBeLessThan(50)
  })
})

test('a broker whose rules stand elsewhere is rung too', async () => {
  const broker = await startMosquitto()
  const stack = await startTestStack({ mqttUrl: new URL(`mqtt://127.0.0.1:${broker.tcp}`) })
  const keeper = await stack.account('keeper')
  const client = await mqtt.connectAsync(`ws://127.0.0.1:${broker.port}`, { protocolVersion: 5 })
  await client.subscribeAsync(bellOf(stack.unit, 'gates'))
  const heard = new Promise((resolve) => client.on('message', (topic) => resolve(topic)))
  const note = keeper.device.note(stack.unit)
  await keeper.post(`/${stack.database('gates')}/_bulk_docs`, { docs: [asDocument(note)] })
  expect(await heard).toBe(bellOf(stack.unit, 'gates'))
  await client.endAsync(true)
  await stack.stop()
  await broker.stop()
})
