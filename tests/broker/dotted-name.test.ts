import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startProxyBroker } from '../../sync-server/broker/proxy-broker.ts'
import { startGuardedMosquitto, type Mosquitto } from './brokers.ts'
import { asDocument } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

/** An officer whose name has dots, as provisioning takes them, and the one whose name begins theirs. */
const names = ['nguyen.van.a', 'nguyen'] as const
/** Returns false for the broker's no, and throws anything else. */
function isRefused(problem: Error & { code?: unknown }): false {
  if (typeof problem.code !== 'number') throw problem
  return false
}
const within = { timeout: 25_000 }

describe.each(['embedded', 'mosquitto'] as const)('%s', (kind) => {
  let guarded: (Mosquitto & { url: URL }) | null = null
  let stack: TestStack
  let commander: TestAccount
  let [officer, namesake] = [] as TestAccount[] as [TestAccount, TestAccount]
  const open: MqttClient[] = []

  beforeAll(async () => {
    guarded = kind === 'mosquitto' ? await startGuardedMosquitto() : null
    stack = await startTestStack({ mqttUrl: guarded?.url ?? null })
    commander = await stack.account('commander')
    officer = await stack.named(names[0], 'officer')
    namesake = await stack.named(names[1], 'officer')
  })
  afterAll(async () => {
    await stack?.stop()
    await guarded?.stop()
  })
  afterEach(async () => {
    for (const client of open.splice(0)) await client.endAsync(true)
  })

  const passOf = async ({ headers }: TestAccount) =>
    (await (await fetch(`${stack.url}/broker`, { method: 'POST', headers })).json()) as IClientOptions & {
      url: string
    }
  async function connect({ url, ...pass }: IClientOptions & { url: string }) {
    const { username, password, clientId } = pass
    const options = { protocolVersion: 5, reconnectPeriod: 0, username, password, clientId } as IClientOptions
    const client = await mqtt.connectAsync(url, options, false)
    open.push(client)
    client.on('error', () => {})
    return client
  }

  /** Tells whether the broker takes a pass; whatever else goes wrong throws. */
  const enters = (pass: IClientOptions & { url: string }) => connect(pass).then(() => true, isRefused)

  test('an account with dots in its name is thrown out as it is suspended, and its pass opens nothing', async () => {
    const [pass, other] = [await passOf(officer), await passOf(namesake)]
    const [own, beside] = [await connect(pass), await connect(other)]
    const topic = `antt/v1/${stack.unit}/gate/cong-1b/cmd/${officer.name}`
    await own.publishAsync(topic, '{}', { qos: 1 })
    const body = { account: officer.name, reason: 'Nghỉ việc', stands: [] }
    const stream = `account/${officer.name}`
    const said = commander.device.fact(stack.unit, 'directory', 'directory.account-suspended', stream, body)
    const path = `/${stack.database('directory')}/_bulk_docs`
    expect((await commander.post(path, { docs: [asDocument(said)] })).status).toBe(201)
    await expect.poll(() => own.connected, within).toBe(false)
    expect([await enters(pass), await enters(other), beside.connected]).toEqual([false, true, true])
  })
})

test('yesterday’s pass of a name with dots is swept from Mosquitto', async () => {
  const guarded = await startGuardedMosquitto()
  const report = (problem: unknown) => console.error(problem)
  const at = Date.now()
  const [before, rights] = [
    await startProxyBroker(guarded.url, () => at, report),
    { publish: [], hear: [], clear: [] }
  ]
  const pass = (await before.issue({ account: names[0], device: 'A'.repeat(43) }, rights))!
  await before.stop()
  const { username, password, clientId } = pass
  const options = { protocolVersion: 5, reconnectPeriod: 0, username, password, clientId } as const
  const enters = async () => {
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${guarded.tcp}`, options, false)
    await client.endAsync(true)
    return true
  }
  expect(await enters()).toBe(true)
  const after = await startProxyBroker(guarded.url, () => at + 25 * 3_600_000, report)
  expect(await enters().catch(isRefused)).toBe(false)
  await after.stop()
  await guarded.stop()
})
