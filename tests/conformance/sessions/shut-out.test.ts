import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startGuardedMosquitto } from '../../broker/brokers.ts'
import { asDocument, TestDevice } from '../../facts.ts'
import { openSession, type TestSession } from '../../devices/session.ts'
import { approve, startTestStack, type TestAccount, type TestStack } from '../../stack.ts'

describe.each(['embedded', 'mosquitto'] as const)('%s', (name) => {
  let stack: TestStack
  let stopBroker = async () => {}
  let commander: TestAccount
  let hers: TestDevice
  const agent = createServer((_incoming, outgoing) => outgoing.writeHead(200).write('frame'))
  beforeAll(async () => {
    const guarded = name === 'mosquitto' ? await startGuardedMosquitto() : null
    if (guarded) stopBroker = guarded.stop
    stack = await startTestStack({ mqttUrl: guarded?.url ?? null })
    commander = await stack.account('commander')
    hers = commander.device
    await new Promise<void>((resolve) => agent.listen(0, '127.0.0.1', resolve))
    stack.camera.leadTo(`http://127.0.0.1:${(agent.address() as AddressInfo).port}`)
  })
  afterAll(async () => {
    agent.close()
    await stack.stop()
    await stopBroker()
  })

  const write = async (who: TestAccount, device: TestDevice, type: string, stream: string, body: object) => {
    const fact = device.fact(stack.unit, 'directory', `directory.${type}`, stream, body)
    const answer = await who.post(`/${stack.database('directory')}/_bulk_docs`, { docs: [asDocument(fact)] })
    expect(await answer.json()).toMatchObject([{ ok: true }])
    return fact.id
  }
  const ask = (who: TestSession) => fetch(`${stack.url}/broker`, { method: 'POST', headers: who.headers })
  const connected = async (answer: Response) => {
    const { url, ...pass } = (await answer.json()) as { url: string } & IClientOptions
    const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0, ...pass }, false)
    client.on('error', () => {})
    return client
  }
  /** Expects the broker to throw it out within a second; on a busy machine, where the request itself takes long, later. */
  const expectThrownOut = async (client: MqttClient, by: () => Promise<unknown>) => {
    const gone = new Promise<void>((resolve) => client.once('close', resolve))
    const asked = performance.now()
    await by()
    const from = performance.now()
    await gone
    expect(performance.now() - from).toBeLessThan(1_000 + 10 * (from - asked))
  }

  test('a pass ends with the session that asked for it, and no other device’s does', async () => {
    const [leaves, stays] = [await stack.account('keeper'), await connected(await ask(commander))]
    const client = await connected(await ask(leaves))
    const leaving = () => fetch(`${stack.url}/session`, { method: 'DELETE', headers: leaves.headers })
    await expectThrownOut(client, leaving)
    expect(stays.connected).toBe(true)
    await stays.endAsync(true)
    expect((await ask(leaves)).status).toBe(401)
  })

  test('7 a revoked phone is thrown out within a second and gets no pass; its owner’s other phone shows which it is', async () => {
    const keeper = await stack.account('keeper')
    const [lost, other] = [keeper.device, new TestDevice(keeper.name)]
    await approve(stack, other.enrolment(stack.unit))
    const client = await connected(await ask(keeper))
    const others = await openSession(stack.url, other)
    const stays = await connected(await ask(others))
    const body = { device: lost.id, reason: 'Mất máy', stands: [] }
    let revocation = ''
    await expectThrownOut(client, async () => {
      revocation = await write(commander, hers, 'device-revoked', `device/${lost.id}`, body)
    })
    await expect.poll(async () => (await ask(keeper)).status).toBe(401)
    expect((await openSession(stack.url, lost)).state).toBe('barred')
    expect((await openSession(stack.url, lost, keeper.password)).state).toBe('barred')
    expect([(await ask(others)).status, stays.connected]).toEqual([200, true])
    await stays.endAsync(true)
    const again = { device: lost.id, revocation }
    await write(commander, hers, 'device-readmitted', `device/${lost.id}`, again)
    await expect.poll(async () => (await openSession(stack.url, lost)).state).toBe('approved')
  })

  test('7 a suspended account is thrown out with all its phones, and its video ends, until that is ended', async () => {
    const keeper = await stack.account('keeper')
    const client = await connected(await ask(keeper))
    const view = `/camera/cong-1b/stream.mjpeg?exp=1&u=${keeper.name}&sig=${'A'.repeat(43)}`
    const video = (await fetch(stack.url + view)).text().catch(() => 'cut')
    const body = { account: keeper.name, reason: 'Chuyển công tác', stands: [] }
    const stream = `account/${keeper.name}`
    let suspension = ''
    await expectThrownOut(client, async () => {
      suspension = await write(commander, hers, 'account-suspended', stream, body)
    })
    expect(await video).toBe('cut')
    await expect.poll(async () => (await ask(keeper)).status).toBe(401)
    const state = async () => (await openSession(stack.url, keeper.device)).state
    expect(await state()).toBe('barred')
    await write(commander, hers, 'account-restored', stream, { account: keeper.name, suspension })
    await expect.poll(state).toBe('approved')
  })
})
