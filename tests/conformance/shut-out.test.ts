import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startGuardedMosquitto } from '../broker/brokers.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

describe.each(['embedded', 'mosquitto'] as const)('%s', (name) => {
  let stack: TestStack
  let stopBroker = async () => {}
  let commander: TestAccount
  let hers: TestDevice
  beforeAll(async () => {
    const guarded = name === 'mosquitto' ? await startGuardedMosquitto() : null
    if (guarded) stopBroker = guarded.stop
    stack = await startTestStack({ mqttUrl: guarded?.url ?? null })
    commander = await stack.account('commander')
    hers = new TestDevice(commander.name)
  })
  afterAll(async () => {
    await stack.stop()
    await stopBroker()
  })

  const write = async (who: TestAccount, device: TestDevice, type: string, stream: string, body: object) => {
    const fact = device.fact(stack.unit, 'directory', `directory.${type}`, stream, body)
    const answer = await who.post(`/${stack.database('directory')}/_bulk_docs`, { docs: [asDocument(fact)] })
    expect(await answer.json()).toMatchObject([{ ok: true }])
    return fact.id
  }
  const enrol = async (who: TestAccount, device: TestDevice) => {
    const body = { key: device.publicKey, label: 'Máy' }
    await write(who, device, 'device-enrolled', `device/${device.id}`, body)
    const { id } = device
    await write(commander, hers, 'device-approved', `device/${id}`, { device: id })
  }
  const asking = (account: string, device: TestDevice, more: object = {}) => {
    const p = JSON.stringify({ v: 1, asks: 'pass', account, key: device.id, at: Date.now(), ...more })
    return JSON.stringify({ p, s: device.sign(p) })
  }
  const ask = (who: TestAccount, body = '') =>
    fetch(`${stack.url}/broker`, { method: 'POST', headers: { cookie: who.cookie }, body })
  const connected = async (answer: Response) => {
    const { url, ...pass } = (await answer.json()) as { url: string } & IClientOptions
    const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0, ...pass }, false)
    client.on('error', () => {})
    return client
  }
  /** How long it took until the broker threw it out, ms. */
  const thrownOut = async (client: MqttClient, by: () => Promise<unknown>) => {
    const gone = new Promise<void>((resolve) => client.once('close', resolve))
    await by()
    const from = performance.now()
    await gone
    return performance.now() - from
  }

  test('7 a revoked phone is thrown out within a second and gets no pass; its owner’s other phone shows which it is', async () => {
    const keeper = await stack.account('keeper')
    const [lost, other] = [new TestDevice(keeper.name), new TestDevice(keeper.name)]
    await enrol(keeper, lost)
    await enrol(keeper, other)
    const client = await connected(await ask(keeper, asking(keeper.name, lost)))
    const body = { device: lost.id, reason: 'Mất máy' }
    let revocation = ''
    const ms = await thrownOut(client, async () => {
      revocation = await write(commander, hers, 'device-revoked', `device/${lost.id}`, body)
    })
    expect(ms).toBeLessThan(1_000)
    const status = async (request = '') => (await ask(keeper, request)).status
    while ((await status()) !== 403);
    expect(await status(asking(keeper.name, lost))).toBe(403)
    expect(await status(asking(keeper.name, lost, { key: other.id }))).toBe(403)
    expect(await status(asking(keeper.name, other, { at: Date.now() - 121_000 }))).toBe(403)
    expect(await status(asking(keeper.name, other))).toBe(200)
    const again = { device: lost.id, revocation }
    await write(commander, hers, 'device-readmitted', `device/${lost.id}`, again)
    while ((await status(asking(keeper.name, lost))) !== 200);
  })

  test('7 a suspended account is thrown out with all its phones, until that is ended', async () => {
    const keeper = await stack.account('keeper')
    const phone = new TestDevice(keeper.name)
    await enrol(keeper, phone)
    const client = await connected(await ask(keeper, asking(keeper.name, phone)))
    const body = { account: keeper.name, reason: 'Chuyển công tác' }
    const stream = `account/${keeper.name}`
    let suspension = ''
    const ms = await thrownOut(client, async () => {
      suspension = await write(commander, hers, 'account-suspended', stream, body)
    })
    expect(ms).toBeLessThan(1_000)
    const status = async () => (await ask(keeper, asking(keeper.name, phone))).status
    // What its approval brought about may have come late and have ended the connection before.
    while ((await status()) !== 403);
    await write(commander, hers, 'account-restored', stream, { account: keeper.name, suspension })
    while ((await status()) !== 200);
  })
})
