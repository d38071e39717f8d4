import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { Connection } from '#lib/data/mqtt/connection.ts'
import type { Role } from '#lib/domain/roles.ts'
import { startGuardedMosquitto } from '../broker/brokers.ts'
import { standing } from '../broker/standing.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'

interface Pass {
  url: string
  username: string
  password: string
  clientId: string
  expiresAt: string
}

const notAuthorized = 0x87
const hour = 3_600_000

describe.each(['embedded', 'mosquitto'] as const)('%s', (name) => {
  let stack: TestStack
  let stopBroker = async () => {}
  const accounts = {} as Record<'commander' | 'keeper' | 'ubnd' | 'agent' | 'province-hui', TestAccount>
  const open: MqttClient[] = []

  beforeAll(async () => {
    const guarded = name === 'mosquitto' ? await startGuardedMosquitto() : null
    if (guarded) stopBroker = guarded.stop
    stack = await startTestStack({ mqttUrl: guarded?.url ?? null })
    for (const role of ['commander', 'keeper', 'ubnd', 'agent', 'province-hui'] as const)
      accounts[role] = await stack.account(role satisfies Role)
    await stack.motorGates('cong-1b', 'cong-2')
    await stack.entrust(accounts.keeper.name, 'cong-1b')
  })
  afterAll(async () => {
    await stack.stop()
    await stopBroker()
  })
  afterEach(async () => {
    for (const client of open.splice(0)) await client.endAsync(true)
  })

  const ask = (headers: Record<string, string>, method = 'POST') =>
    fetch(`${stack.url}/broker`, { method, headers })
  const passFor = async ({ headers }: TestAccount) => (await (await ask(headers)).json()) as Pass
  const connect = async ({ url, ...pass }: Pass, changes: IClientOptions = {}) => {
    const options = { username: pass.username, password: pass.password, clientId: pass.clientId }
    const all = { protocolVersion: 5, reconnectPeriod: 0, ...options, ...changes } as const
    const client = await mqtt.connectAsync(url, all, false)
    open.push(client)
    client.on('error', () => {})
    return client
  }
  const as = async (role: keyof typeof accounts) => connect(await passFor(accounts[role]))
  const granted = async (client: MqttClient, topic: string) => {
    const asked = client.subscribeAsync(topic, { qos: 1 }).catch(() => [])
    const answer = await standing(client, asked)
    return answer.length > 0 && answer.every(({ qos }) => qos < 128)
  }
  const publishes = async (client: MqttClient, topic: string, retain = false) =>
    standing(client, client.publishAsync(topic, '{}', { qos: 1, retain })).then(
      () => true,
      (problem: Error & { code?: number }) =>
        problem.code === notAuthorized ? false : Promise.reject(problem)
    )
  const base = () => `antt/v1/${stack.unit}`
  const command = (role: keyof typeof accounts) => `${base()}/gate/cong-1b/cmd/${accounts[role].name}`
  const look = (role: keyof typeof accounts) => command(role).replace('/cmd/', '/look/')

  test('a pass is given for a day to somebody signed in, and to nobody else', async () => {
    const pass = await passFor(accounts.keeper)
    expect(pass.url).toBe(`${stack.url.replace('http', 'ws')}/mqtt`)
    const left = Date.parse(pass.expiresAt) - Date.now()
    expect(left > 23 * hour && left <= 24 * hour).toBe(true)
    const json = { 'content-type': 'application/json' }
    const cookie = accounts.keeper.headers['cookie']!
    expect([(await ask(json)).status, (await ask({ ...json, cookie })).status]).toEqual([401, 401])
    expect((await ask(accounts.keeper.headers, 'GET')).status).toBe(405)
  })

  test('without a pass, with a wrong one or under another name nobody gets in', async () => {
    const pass = await passFor(accounts.keeper)
    const wrong: IClientOptions[] = [
      { username: '', password: '' },
      { password: 'sai' },
      { username: accounts.keeper.name, password: accounts.keeper.password },
      { clientId: 'khac' }
    ]
    for (const changes of wrong)
      await expect(connect(pass, changes)).rejects.toMatchObject({ code: expect.any(Number) })
  })

  test('7 a keeper commands under his own name and hears his answers, in his commune only', async () => {
    const keeper = await as('keeper')
    expect(await publishes(keeper, command('keeper'))).toBe(true)
    expect(await publishes(keeper, look('keeper'))).toBe(true)
    const forbidden = [
      command('commander'),
      look('commander'),
      ...['cmd', 'look'].map((what) => `${base()}/gate/cong-2/${what}/${accounts.keeper.name}`),
      `antt/v1/xa-khac/gate/cong-1b/cmd/${accounts.keeper.name}`,
      `${base()}/gate/cong-1b/state`,
      `${base()}/gate/cong-1b/alert`,
      `${base()}/rsp/${accounts.commander.name}/t1`,
      `${base()}/bell/gates`,
      'cong01/cover/cua/command',
      'cmnd/cong01/ShutterOpen1',
      'shelly/rpc'
    ]
    for (const topic of forbidden) expect([topic, await publishes(keeper, topic)]).toEqual([topic, false])
    const mine = [
      `${base()}/rsp/${accounts.keeper.name}/t1`,
      `${base()}/gate/cong-1b/state`,
      `${base()}/gate/+/state`,
      `${base()}/gate/+/alert`
    ]
    for (const filter of [...mine, `${base()}/bell/gates`, `${base()}/agent/+/status`])
      expect([filter, await granted(keeper, filter)]).toEqual([filter, true])
    const others = [`${base()}/rsp/${accounts.commander.name}/t1`, `${base()}/rsp/+/+`, `${base()}/bell/hui`]
    for (const filter of [
      ...others,
      `${base()}/gate/+/cmd/+`,
      `${base()}/gate/+/look/+`,
      'antt/v1/xa-khac/gate/+/state',
      'antt/v1/+/gate/+/state'
    ])
      expect([filter, await granted(keeper, filter)]).toEqual([filter, false])
  })

  test('4 what the broker forbids is NOT_ALLOWED to whoever sent it, at once', async () => {
    const { expiresAt: _, ...door } = await passFor(accounts.keeper)
    const connection = (await Connection.open(door, () => performance.now())) as Connection
    const message = { payload: '{}', expirySeconds: 5 }
    expect(await connection.send({ ...message, topic: command('commander') })).toEqual({
      code: 'NOT_ALLOWED'
    })
    await connection.close()
  })

  test('6 two tabs of one account have two names, and neither throws the other out', async () => {
    const tabs = [await as('keeper'), await as('keeper')]
    expect(tabs[0]!.options.clientId).not.toBe(tabs[1]!.options.clientId)
    const heard = tabs.map(() => 0)
    const both = tabs.map(
      (tab, i) =>
        new Promise<void>((resolve) =>
          tab.on('message', () => {
            heard[i]!++
            resolve()
          })
        )
    )
    for (const tab of tabs) await granted(tab, `${base()}/gate/+/state`)
    await publishes(await as('agent'), `${base()}/gate/cong-1b/state`)
    await Promise.all(both)
    expect([heard, tabs.map(({ connected }) => connected)]).toEqual([
      [1, 1],
      [true, true]
    ])
  })

  test('7 nobody hears with a wildcard what is not theirs, whatever the answer to the subscription', async () => {
    const [keeper, agent, commander] = [await as('keeper'), await as('agent'), await as('commander')]
    const heard: string[] = []
    keeper.on('message', (topic) => heard.push(topic))
    for (const filter of [
      '#',
      '+/#',
      'antt/#',
      `${base()}/#`,
      `${base()}/rsp/#`,
      '$SYS/#',
      `$share/x/${base()}/gate/+/cmd/+`
    ])
      await granted(keeper, filter)
    await granted(keeper, `${base()}/gate/+/state`)
    await publishes(commander, command('commander'))
    await publishes(agent, `${base()}/rsp/${accounts.commander.name}/t1`)
    await publishes(agent, `${base()}/gate/cong-1b/state`)
    await until(() => heard.length > 0)
    expect(heard).toEqual([`${base()}/gate/cong-1b/state`])
  })

  test('who only reads gates sees them and commands none; who does not read them sees none', async () => {
    const [ubnd, province] = [await as('ubnd'), await as('province-hui')]
    expect(await granted(ubnd, `${base()}/gate/+/state`)).toBe(true)
    expect(await publishes(ubnd, command('ubnd'))).toBe(false)
    expect(await granted(province, `${base()}/gate/+/state`)).toBe(false)
    expect(await granted(ubnd, `${base()}/gate/+/alert`)).toBe(true)
    expect(await granted(province, `${base()}/gate/+/alert`)).toBe(false)
    expect(await granted(province, `${base()}/bell/reports`)).toBe(true)
    for (const who of [ubnd, province]) expect(await granted(who, `${base()}/bell/hui`)).toBe(false)
  })

  test('an agent hears the commands of its gates and speaks for them, and commands none', async () => {
    const [agent, keeper] = [await as('agent'), await as('keeper')]
    const heard = new Promise((resolve) => agent.on('message', (topic) => resolve(topic)))
    for (const what of ['cmd', 'look']) {
      const filters = ['cong-1b', '+'].map((gate) => `${base()}/gate/${gate}/${what}/+`)
      for (const [i, filter] of filters.entries()) expect(await granted(agent, filter)).toBe(i === 0)
    }
    expect(await publishes(keeper, command('keeper'))).toBe(true)
    expect(await heard).toBe(command('keeper'))
    const own = ['gate/cong-1b/state', 'gate/cong-1b/alert', `rsp/${accounts.keeper.name}/t1`].map(
      (topic) => `${base()}/${topic}`
    )
    // By what comes back to it here, under its own name, an agent knows that it hears.
    for (const topic of [...own, command('agent'), `${base()}/agent/${accounts.agent.name}/status`])
      expect([topic, await publishes(agent, topic)]).toEqual([topic, true])
    expect(await publishes(agent, `${base()}/agent/khac/status`)).toBe(false)
  })

  test('11 an agent takes away a command that was left lying; the embedded broker takes nothing else there', async () => {
    const agent = await as('agent')
    await agent.publishAsync(command('keeper'), '', { qos: 1, retain: true })
    expect(await publishes(agent, command('keeper'), true)).toBe(name === 'mosquitto')
    await agent.publishAsync(command('keeper'), '', { qos: 1, retain: true })
    for (const topic of [`${base()}/bell/gates`, 'antt/v1/xa-khac/gate/cong-1b/cmd/x'])
      expect(
        await agent.publishAsync(topic, '', { qos: 1, retain: true }).then(
          () => true,
          () => false
        )
      ).toBe(false)
  })

  test('a last word goes where its owner may publish, and nowhere else', async () => {
    const keeper = await as('keeper')
    const heard: string[] = []
    // The server's own word stands at a bell already.
    keeper.on('message', (topic, payload) => String(payload) === 'offline' && heard.push(topic))
    await granted(keeper, `${base()}/agent/+/status`)
    await granted(keeper, `${base()}/bell/gates`)
    for (const topic of [`${base()}/bell/gates`, `${base()}/agent/${accounts.agent.name}/status`]) {
      const will = { topic, payload: Buffer.from('offline'), qos: 1 as const }
      const agent = await connect(await passFor(accounts.agent), { will }).catch(() => null)
      agent?.stream.destroy()
    }
    await until(() => heard.includes(`${base()}/agent/${accounts.agent.name}/status`))
    expect(heard).not.toContain(`${base()}/bell/gates`)
  })

  test('7 an account that is shut out is thrown out within a second', async () => {
    const asked = performance.now()
    const keeper = await as('keeper')
    const from = performance.now()
    const gone = new Promise<void>((resolve) => keeper.once('close', resolve))
    await stack.broker.revoke(accounts.keeper.name)
    await gone
    // On a busy machine, where letting somebody in takes long, later.
    expect(performance.now() - from).toBeLessThan(1_000 + 10 * (from - asked))
  })
})

test('embedded: a pass is over after a day, for a connection that stands too', async () => {
  let aheadMs = 0
  const stack = await startTestStack({ mqttUrl: null, now: () => Date.now() + aheadMs })
  const keeper = await stack.account('keeper')
  const response = await fetch(`${stack.url}/broker`, { method: 'POST', headers: keeper.headers })
  const { url, ...pass } = (await response.json()) as Pass
  const options = { protocolVersion: 5, reconnectPeriod: 0, ...pass } as IClientOptions
  const client = await mqtt.connectAsync(url, options)
  aheadMs = 25 * hour
  const topic = `antt/v1/${stack.unit}/gate/cong-1b/cmd/${keeper.name}`
  await expect(client.publishAsync(topic, '{}', { qos: 1 })).rejects.toMatchObject({ code: notAuthorized })
  await client.endAsync(true)
  await stack.stop()
})

test('no other path takes a WebSocket', async () => {
  const stack = await startTestStack()
  await expect(
    mqtt.connectAsync(`${stack.url.replace('http', 'ws')}/db`, { reconnectPeriod: 0 }, false)
  ).rejects.toThrow('connect to server')
  await stack.stop()
})

const elsewhere = process.env.MQTT_URL
  ? 'a broker elsewhere answers through /mqtt'
  : 'a broker elsewhere answers through /mqtt (left out: MQTT_URL is not set; mosquitto.test.ts starts its own)'

test.runIf(process.env.MQTT_URL)(elsewhere, async () => {
  const stack = await startTestStack()
  const { username, password } = new URL(process.env.MQTT_URL!)
  const client = await mqtt.connectAsync(`${stack.url.replace('http', 'ws')}/mqtt`, {
    protocolVersion: 5,
    ...(username && { username: decodeURIComponent(username), password: decodeURIComponent(password) })
  })
  const topic = `antt/thu/${stack.unit}`
  await client.subscribeAsync(topic)
  const heard = new Promise<string>((resolve) =>
    client.on('message', (_topic, text) => resolve(String(text)))
  )
  await client.publishAsync(topic, 'reng')
  expect(await heard).toBe('reng')
  await client.endAsync(true)
  await stack.stop()
})
