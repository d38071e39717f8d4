import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startGuardedMosquitto } from '../broker/brokers.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'

describe.each(['embedded', 'mosquitto'] as const)('%s', (name) => {
  let aheadMs = 0
  let stack: TestStack
  let stopBroker = async () => {}
  let commander: TestAccount
  let keeper: TestAccount
  let hers: TestDevice
  let phone: TestDevice
  let key: TestDevice

  beforeAll(async () => {
    const guarded = name === 'mosquitto' ? await startGuardedMosquitto() : null
    if (guarded) stopBroker = guarded.stop
    stack = await startTestStack({ mqttUrl: guarded?.url ?? null, now: () => Date.now() + aheadMs })
    commander = await stack.account('commander')
    keeper = await stack.account('keeper')
    await stack.motorGates('cong-1b', 'cong-2')
    await stack.entrust(keeper.name, 'cong-1b')
    hers = commander.device
    phone = keeper.device
    key = new TestDevice(keeper.name)
    await write(keeper, phone, 'alarm-key-set', `device/${phone.id}`, {
      alarmKey: { id: key.id, key: key.publicKey }
    })
  })
  afterAll(async () => {
    await stack.stop()
    await stopBroker()
  })

  const write = async (who: TestAccount, device: TestDevice, type: string, stream: string, body: object) => {
    const fact = device.fact(stack.unit, 'directory', `directory.${type}`, stream, body)
    const answer = await who.post(`/${stack.database('directory')}/_bulk_docs`, { docs: [asDocument(fact)] })
    expect(await answer.json()).toMatchObject([{ ok: true }])
  }
  const allow = (allowed: boolean) =>
    write(commander, hers, 'alarm-keys-allowed', `unit/${stack.unit}`, { allowed })
  const request = (more: object = {}, signer = key) => {
    const own = { v: 1, asks: 'alarm-pass', unit: stack.unit, account: keeper.name }
    const p = JSON.stringify({ ...own, key: key.id, at: Date.now() + aheadMs, ...more })
    return JSON.stringify({ p, s: signer.sign(p) })
  }
  /** Nobody is signed in. Each asks from an address of its own, as different phones do. */
  let asked = 0
  const ask = (body: string, address = `10.0.0.${++asked}`) =>
    fetch(`${stack.url}/broker/alarm`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body
    })
  const answers = (status: number) => until(async () => (await ask(request())).status === status)
  const allowed = () => answers(200)
  const connected = async (answer: Response) => {
    const { url, ...pass } = (await answer.json()) as { url: string } & IClientOptions
    const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0, ...pass }, false)
    client.on('error', () => {})
    return client
  }
  const publishes = (client: MqttClient, topic: string) =>
    client.publishAsync(topic, '{}', { qos: 1 }).then(
      () => true,
      () => false
    )
  const hears = async (client: MqttClient, topic: string) => {
    const answer = await client.subscribeAsync(topic, { qos: 1 }).catch(() => [])
    return answer.length > 0 && answer.every(({ qos }) => qos < 128)
  }

  test('a locked phone gets no pass before its commander allows it, and one of ten minutes after', async () => {
    expect((await ask(request())).status).toBe(403)
    await allow(true)
    await allowed()
    const answer = (await (await ask(request())).json()) as { expiresAt: string; clientId: string }
    const left = Date.parse(answer.expiresAt) - Date.now()
    expect(left > 9 * 60_000 && left <= 10 * 60_000).toBe(true)
    expect(answer.clientId.startsWith(`${keeper.name}~`)).toBe(true)
  })

  test('with it the gates of its owner are commanded, those of the unit heard, and nothing else is', async () => {
    await allow(true)
    await allowed()
    const client = await connected(await ask(request()))
    const base = `antt/v1/${stack.unit}`
    const may = [`${base}/gate/cong-1b/cmd/${keeper.name}`]
    const mayNot = [
      `${base}/gate/cong-1b/look/${keeper.name}`,
      `${base}/gate/cong-2/cmd/${keeper.name}`,
      `${base}/gate/cong-1b/cmd/${commander.name}`,
      `antt/v1/xa-khac/gate/cong-1b/cmd/${keeper.name}`,
      `${base}/gate/cong-1b/state`
    ]
    for (const topic of may) expect([topic, await publishes(client, topic)]).toEqual([topic, true])
    for (const topic of mayNot) expect([topic, await publishes(client, topic)]).toEqual([topic, false])
    for (const topic of [`${base}/gate/+/state`, `${base}/agent/+/status`, `${base}/rsp/${keeper.name}/+`])
      expect([topic, await hears(client, topic)]).toEqual([topic, true])
    for (const topic of [`${base}/bell/gates`, `${base}/gate/+/alert`, `${base}/rsp/${commander.name}/t1`])
      expect([topic, await hears(client, topic)]).toEqual([topic, false])
    await client.endAsync(true)
  })

  test('who proves nothing gets none: another signature, the phone’s own key, an old request, another unit', async () => {
    await allow(true)
    await allowed()
    const wrong = [
      request({}, phone),
      request({ key: phone.id }, phone),
      request({ account: commander.name }),
      request({ at: Date.now() - 121_000 }),
      request({ unit: 'xa-khong-co' }),
      request({ asks: 'pass' }),
      request({ more: 1 }),
      'không phải JSON',
      ''
    ]
    for (const body of wrong) expect([body, (await ask(body)).status]).toEqual([body, 403])
    expect((await fetch(`${stack.url}/broker/alarm`)).status).toBe(405)
  })

  test('an address that goes on asking without proof has to wait; an alarm from the same address has not', async () => {
    await allow(true)
    await allowed()
    const statuses = []
    for (let i = 0; i < 7; i++) statuses.push((await ask(request({}, phone), '10.9.9.9')).status)
    expect(statuses).toContain(429)
    expect((await ask(request(), '10.9.9.9')).status).toBe(200)
    expect((await ask(request({}, phone), '10.9.9.9')).status).toBe(429)
  })

  test('what the commander no longer allows, or the owner has turned off, counts no more', async () => {
    await allow(true)
    await allowed()
    await allow(false)
    await answers(403)
    await allow(true)
    await allowed()
    await write(keeper, phone, 'alarm-key-set', `device/${phone.id}`, {})
    await answers(403)
  })
})
