import { mkdirSync, mkdtempSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { controllerOf, readAgentConfig, type BrokerAccess } from '../../../gate-agent/agent-config.ts'
import { checkedAnswers } from '../../../gate-agent/kit/answers.ts'
import { controllerKinds } from '../../../gate-agent/kit/controller-kinds.ts'
import { writeKit } from '../../../gate-agent/kit/write-kit.ts'
import { checkController } from '../../../gate-agent/self-test/controller.ts'
import { simulatedZigbeeGarage } from '../../../gate-agent/simulator/controllers/mapped/zigbee-garage.ts'
import { SimulatedGate } from '../../../gate-agent/simulator/simulated-gate.ts'
import { freePort, runMosquitto } from '../../broker/brokers.ts'
import { patientMs } from '../../patient-time.ts'
import { until } from '../../until.ts'
import { mappedMakes } from '../mapped/mapped-makes.ts'
import { makes, zigbeeCover, type Make } from '../makes.ts'
import { siteAnswers } from './site.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'kit-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const makeOf = (kind: string): Make => (kind === 'zigbee-garage' ? zigbeeGarage() : otherMake(kind))
const zigbeeGarage = (): Make => ({
  ...mappedMakes['zigbee-garage']!().make,
  controller: simulatedZigbeeGarage('zigbee2mqtt/cong01').controller
})
const otherMake = (kind: string): Make =>
  mappedMakes[kind]?.().make ?? makes.find(({ dialect }) => dialect === kind)!

/** Topics under which the simulated controllers of a kind speak. */
const topicOf = (kind: string) => (controllerKinds[kind]!.bridged ? 'zigbee2mqtt/cong01' : 'cong01')

/** Writes a kit for one gate, and runs its broker. */
async function site(kind: string, others: readonly object[] = [], topic = topicOf(kind)) {
  const kit = join(folder, 'may')
  const { name: _, ...answers } = siteAnswers(kit)
  const brokerPort = await freePort()
  const id = controllerKinds[kind]!.id && makeOf(kind).id
  const gate = { gate: 'cong-1b', kind, topic, travelSeconds: 1, ...(id && { id }) }
  const checked = checkedAnswers({ ...answers, brokerPort, gates: [gate, ...others] }, 'thử')
  writeKit(kit, checked, { program: process.cwd(), node: process.execPath })
  mkdirSync(join(folder, 'conf.d'))
  cpSync(join(kit, 'mosquitto/so-tay-antt-1.conf'), join(folder, 'conf.d/so-tay-antt-1.conf'))
  const user = process.getuid?.() === 0 ? ['user root'] : []
  const main = join(folder, 'mosquitto.conf')
  writeFileSync(main, [...user, `include_dir ${folder}/conf.d`, ''].join('\n'))
  const broker = await runMosquitto(main, [brokerPort])
  const steps = readFileSync(join(kit, 'LAM-TIEP.txt'), 'utf8')
  const urls = [...steps.matchAll(/(bdk-[\w-]+).*mật khẩu ([\w-]+)/g)].map(
    ([, name, password]) => `mqtt://${name}:${password}@127.0.0.1:${brokerPort}`
  )
  return { broker, kit, url: urls[0]!, urls }
}

/** Hears everything that comes to the agent. */
async function heardBy({ url, username, password }: BrokerAccess) {
  const access = { username: username!, password: password! }
  const client = await mqtt.connectAsync(url, { protocolVersion: 5, ...access })
  const topics = new Set<string>()
  client.on('message', (topic) => topics.add(topic))
  await client.subscribeAsync('#', { qos: 1 })
  return { client, topics }
}

test.each(Object.keys(controllerKinds))(
  'a controller of the kind %s signs in with its own password, and its topics are enough to be heard',
  async (kind) => {
    const { broker, kit, url } = await site(kind)
    const { controller, announced = [], setting } = makeOf(kind)
    const said = await mqtt.connectAsync(url, { protocolVersion: 5 })
    for (const { topic, payload } of announced)
      await said.publishAsync(topic, payload, { qos: 1, retain: true })
    const [config] = readAgentConfig(join(kit, 'agent.json')).gates
    const heard = await heardBy(config!.controller.broker)
    const gate = await SimulatedGate.start({ url, controller, travelMs: 1_000, position: 0, now: patientMs })
    const { mapping } = config!.controller
    if (mapping?.ask.length === 0) {
      // Hears one that cannot be asked when it starts.
      const telling = [...mapping.contacts.closed, ...mapping.state].map(({ topic }) => topic)
      await until(() => telling.some((topic) => heard.topics.has(topic)))
    } else {
      // A simulated Shelly bears its prefix as its name.
      if (setting) config!.controller.setting = setting
      const { says } = await checkController(config!, 30_000)
      expect(says).toMatch(/^cong-1b: bộ điều khiển (?:báo|tính) cổng đã đóng/)
    }
    await heard.client.endAsync()
    await gate.stop()
    await said.endAsync()
    await broker.stop()
  }
)

test.each(['zigbee2mqtt', 'nha/z2m'])(
  'a Zigbee cover behind the base topic %s is heard, and what it calculates is not said for certain',
  async (base) => {
    const { broker, kit, url } = await site('zigbee2mqtt', [], `${base}/cong01`)
    const { controller, announced = [] } = zigbeeCover(base)
    const said = await mqtt.connectAsync(url, { protocolVersion: 5 })
    for (const { topic, payload } of announced)
      await said.publishAsync(topic, payload, { qos: 1, retain: true })
    const gate = await SimulatedGate.start({ url, controller, travelMs: 1_000, position: 0, now: patientMs })
    const [config] = readAgentConfig(join(kit, 'agent.json')).gates
    expect((await checkController(config!, 30_000)).says).toMatch(/^cong-1b: bộ điều khiển tính cổng đã đóng/)
    await gate.stop()
    await said.endAsync()
    await broker.stop()
  }
)

test.each(['shelly', 'tai-cong'])(
  'what is asked for one gate is answered by its own Shelly, and by no other’s (%s)',
  async (kind) => {
    const other = {
      gate: 'cong-2',
      kind,
      topic: 'cong02',
      ...(kind === 'shelly' && { id: 'cong02/cover:0' })
    }
    const { broker, kit, urls } = await site('shelly', [other])
    const [config] = readAgentConfig(join(kit, 'agent.json')).gates
    const agent = await heardBy(config!.controller.broker)
    const { dialect, id } = controllerOf(config!)
    const known = dialect.discover({ topic: 'cong01/online', payload: 'true', retain: true, at: 0 })
    const [state] = known.flatMap((one) => (one.id === id && 'state' in one ? [one.state] : []))
    const answersTo = `${JSON.parse(dialect.ask(state!)[0]!.payload).src}/rpc`
    const [own, stranger] = await Promise.all(
      urls.map((url) => mqtt.connectAsync(url, { protocolVersion: 5 }))
    )
    await expect(stranger!.publishAsync(answersTo, '{}', { qos: 1 })).rejects.toThrow('Not authorized')
    await stranger!.publishAsync(answersTo.replace('cong-1b', 'cong-2'), '{}', { qos: 1 })
    await own!.publishAsync(answersTo, '{}', { qos: 1 })
    await until(() => agent.topics.size === 2)
    for (const client of [own!, stranger!, agent.client]) await client.endAsync()
    await broker.stop()
  }
)
