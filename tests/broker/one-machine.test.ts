import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { afterAll, afterEach, beforeAll, describe, test } from 'vitest'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'
import { startGuardedMosquitto, type Mosquitto } from './brokers.ts'
import { standing } from './standing.ts'

describe.each(['embedded', 'mosquitto'] as const)('%s', (kind) => {
  let guarded: (Mosquitto & { url: URL }) | null = null
  let stack: TestStack
  let [first, next] = [] as TestAccount[] as [TestAccount, TestAccount]
  const open: MqttClient[] = []

  beforeAll(async () => {
    guarded = kind === 'mosquitto' ? await startGuardedMosquitto() : null
    stack = await startTestStack({ mqttUrl: guarded?.url ?? null })
    ;[first, next] = [await stack.account('agent'), await stack.account('agent')]
  })
  afterAll(async () => {
    await stack?.stop()
    await guarded?.stop()
  })
  afterEach(() => open.splice(0).forEach((client) => client.end(true)))

  async function connect({ headers }: TestAccount) {
    const answer = await fetch(`${stack.url}/broker`, { method: 'POST', headers })
    const { url, username, password, clientId } = (await answer.json()) as IClientOptions & { url: string }
    const options = { protocolVersion: 5, reconnectPeriod: 0, username, password, clientId } as IClientOptions
    const client = await mqtt.connectAsync(url, options, false)
    open.push(client)
    client.on('error', () => {})
    return client
  }
  /** Tells whether a machine hears the commands of the gate, and whether it may speak for it. */
  async function may(account: TestAccount): Promise<string> {
    const client = await connect(account)
    const gate = `antt/v1/${stack.unit}/gate/cong-1`
    const asked = client.subscribeAsync(`${gate}/cmd/+`, { qos: 1 }).catch(() => [])
    const hears = (await standing(client, asked)).some(({ qos }) => qos < 128)
    const told = client.publishAsync(`${gate}/state`, '{}', { qos: 1 }).then(
      () => true,
      () => false
    )
    const speaks = await standing(client, told)
    client.end(true)
    return `${hears} ${speaks}`
  }
  /** Waits for that, since a pass that is given while the rights change is ended again. */
  const comesTo = (account: TestAccount, hears: boolean, speaks: boolean) =>
    until(async () => (await may(account).catch(String)) === `${hears} ${speaks}`)
  const names = (agent: string) =>
    stack.tools.writer.write(stack.unit, 'directory', () => [
      {
        stream: 'gate/cong-1',
        type: 'directory.gate-registered',
        body: { gate: 'cong-1', name: 'Cổng 1', kind: 'motor', agent }
      }
    ])

  test('of two machines the one that the gate names hears its commands and speaks for it, and no other one', async () => {
    await names(first.name)
    await comesTo(first, true, true)
    await comesTo(next, false, false)
    const before = await connect(first)
    await names(next.name)
    await until(() => !before.connected)
    await comesTo(first, false, false)
    await comesTo(next, true, true)
  })
})
