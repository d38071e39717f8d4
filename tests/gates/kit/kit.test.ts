import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt, { type IClientOptions } from 'mqtt'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dialectNames } from '../../../gate-agent/adapters/dialects.ts'
import { presets } from '../../../gate-agent/adapters/mqtt/presets.ts'
import { readAgentConfig } from '../../../gate-agent/agent-config.ts'
import { checkedAnswers } from '../../../gate-agent/kit/answers.ts'
import { controllerKinds, oneButton } from '../../../gate-agent/kit/controller-kinds.ts'
import { kitMain } from '../../../gate-agent/kit/kit-command.ts'
import { writeKit } from '../../../gate-agent/kit/write-kit.ts'
import { checkBroker, checkStrangers } from '../../../gate-agent/self-test/brokers.ts'
import { freePort, runMosquitto } from '../../broker/brokers.ts'
import { until } from '../../until.ts'
import { siteAnswers, TestAuthority } from './site.ts'

const machine = { program: process.cwd(), node: process.execPath }
let at: string
let folder: string
beforeEach(() => {
  at = mkdtempSync(join(tmpdir(), 'kit-'))
  folder = join(at, 'may')
})
afterEach(() => rmSync(at, { recursive: true }))

const text = (file: string) => readFileSync(join(folder, file), 'utf8')
const written = (changes: object = {}) =>
  writeKit(folder, checkedAnswers({ ...siteAnswers(folder), ...changes }, 'thử'), machine)

/** Runs the command with its answers in a file. */
async function commanded(answers: unknown) {
  const file = join(at, 'tra-loi.json')
  writeFileSync(file, JSON.stringify(answers))
  const lines: string[] = []
  const output = { write: (line: string) => lines.push(line.trimEnd()), isTTY: false } as never
  const code = await kitMain([folder, '--answers', file], { input: process.stdin, output, program: '/opt' })
  return { code, lines }
}

test('the agent takes its configuration, and nobody else reads what is secret', () => {
  written()
  const config = readAgentConfig(join(folder, 'agent.json'))
  expect(config).toMatchObject({
    server: 'https://antt.example.vn',
    account: 'th-may-cong',
    password: 'Mật khẩu "thử" #1',
    local: { url: 'mqtt://127.0.0.1:1883', phones: 'wss://cong01.example.vn:8883' }
  })
  expect(config.gates.map(({ gate, controller: { dialect }, closeAt }) => [gate, dialect, closeAt])).toEqual([
    ['cong-1b', 'mqtt', '22:00'],
    ['cong-2', 'esphome', undefined],
    ['cong-3', 'shelly', undefined]
  ])
  const secret = [
    'agent.json',
    'mosquitto/gate.passwd',
    'go2rtc.yaml',
    'tls/cong01.example.vn.key',
    'LAM-TIEP.txt'
  ]
  for (const file of secret) expect([file, statSync(join(folder, file)).mode & 0o777]).toEqual([file, 0o600])
})

test('every dialect and every preset can be chosen', () => {
  const all = [...dialectNames.filter((name) => name !== 'mqtt'), ...Object.keys(presets)]
  expect(Object.keys(controllerKinds)).toEqual(all)
})

test.each(Object.keys(controllerKinds))('the agent takes a gate of the kind %s', (kind) => {
  const id = controllerKinds[kind]!.id && 'cong01/cua'
  const topic = controllerKinds[kind]!.bridged ? 'zigbee2mqtt/cong01' : 'cong01'
  const gate = { gate: 'cong-1b', kind, topic, ...(id && { id }) }
  written({ gates: [{ ...gate, travelSeconds: 18 }] })
  expect(readAgentConfig(join(folder, 'agent.json')).gates).toHaveLength(1)
  if (!oneButton.has(kind)) return
  expect(() => checkedAnswers({ ...siteAnswers(folder), gates: [gate] }, 'thử')).toThrow(
    '“gates.0.travelSeconds”'
  )
})

test('what is there already stays as it is, and is named', async () => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'agent.json'), 'của tôi')
  const { code, lines } = await commanded(siteAnswers(folder))
  expect([code, lines]).toEqual([1, [expect.stringContaining(`${folder} đã có, không ghi đè`)]])
  expect(readdirSync(folder)).toEqual(['agent.json'])
  expect(text('agent.json')).toBe('của tôi')
  expect(readdirSync(at).sort()).toEqual(['may', 'tra-loi.json'])
})

test.each([
  ['server', { server: 'antt.example.vn' }],
  ['server', { server: 'http://antt.example.vn' }],
  ['server', { server: 'http://localhost.example.vn' }],
  ['server', { server: 'http://127.0.0.1:80@antt.example.vn' }],
  ['gates.0.kind', { gates: [{ gate: 'cong-1b', kind: 'tuya', topic: 'cong01' }] }],
  ['gates.0.id', { gates: [{ gate: 'cong-1b', kind: 'tasmota', topic: 'cong01' }] }],
  ['gates.0.topic', { gates: [{ gate: 'cong-1b', kind: 'zigbee2mqtt', topic: 'cong01', id: '0x1' }] }],
  [
    'gates.0.topic',
    { gates: [{ gate: 'cong-1b', kind: 'zigbee-garage', topic: 'cong01', travelSeconds: 18 }] }
  ],
  ['gates.0.camera', { gates: [{ ...siteAnswers('/x').gates[0], camera: 'rtsp://a:b#c@192.168.1.64/' }] }],
  ['name', { name: 'cong 01' }],
  ['mosquitto', { mosquitto: '/etc/a\nallow_anonymous true' }]
])('a wrong answer is named in one sentence, and nothing is written: %s', async (field, change) => {
  const { code, lines } = await commanded({ ...siteAnswers(folder), ...change })
  expect([code, lines.length]).toEqual([1, 1])
  expect(lines[0]).toContain(`mục “${field}” phải`)
  expect(existsSync(folder)).toBe(false)
})

test('the machine without a name for phones has no certificate and no listener for them', () => {
  const { name: _, ...rest } = siteAnswers(folder)
  writeKit(folder, checkedAnswers(rest, 'thử'), machine)
  expect(readdirSync(join(folder, 'mosquitto')).sort()).toEqual([
    'gate.acl',
    'gate.passwd',
    'people.acl',
    'so-tay-antt-1.conf'
  ])
  expect(existsSync(join(folder, 'tls'))).toBe(false)
  expect(readAgentConfig(join(folder, 'agent.json')).local).toBeUndefined()
})

test('go2rtc listens on this machine alone, and copies the picture', () => {
  written()
  const settings = text('go2rtc.yaml')
  expect(settings.match(/listen: ".*"/g)).toEqual([
    'listen: "127.0.0.1:1984"',
    'listen: "127.0.0.1:8554"',
    'listen: ""'
  ])
  const [, name, source] = /^streams:\n {2}([\w-]+): (".*")\n$/m.exec(settings) ?? []
  expect([name, JSON.parse(source!)]).toEqual([
    'cong-1b',
    'rtsp://xem:m%23t@192.168.1.64:554/Streaming/Channels/101?a=1&b=2#media=video'
  ])
})

describe('the unit of systemd', () => {
  test('restarts for ever and writes to its data alone', () => {
    written()
    const unit = text('so-tay-antt-agent.service')
    for (const line of [
      'Restart=always',
      'StartLimitIntervalSec=0',
      'ProtectSystem=strict',
      'NoNewPrivileges=true',
      'User=so-tay-antt',
      `ReadWritePaths=${join(folder, 'data')}`,
      `ExecStart=${process.execPath} scripts/agent.mjs ${folder}/agent.json`
    ])
      expect(unit.split('\n')).toContain(line)
    expect(unit.match(/^ReadWritePaths=/gm)).toHaveLength(1)
  })

  const has = spawnSync('systemd-analyze', ['--version']).status === 0
  test.runIf(has)('is understood by systemd, to its last line', () => {
    written({ user: 'daemon' })
    const unit = join(folder, 'so-tay-antt-agent.service')
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], {
      encoding: 'utf8'
    })
    // Of other units of this machine nothing is asked.
    const told = stderr.split('\n').filter((line) => line.includes('so-tay-antt-agent'))
    expect([told, status]).toEqual([[], 0])
  })
})

describe('Mosquitto on the files of the kit', () => {
  const site = mkdtempSync(join(tmpdir(), 'site-'))
  const kit = join(site, 'may')
  let broker: Awaited<ReturnType<typeof runMosquitto>>
  let ports: { tcp: number; wss: number }
  let authority: TestAuthority
  let passwords: Map<string, string>
  const answers = () => ({
    ...checkedAnswers(siteAnswers(kit), 'thử'),
    brokerPort: ports.tcp,
    phonesPort: ports.wss
  })
  beforeAll(async () => {
    ports = { tcp: await freePort(), wss: await freePort() }
    writeKit(kit, answers(), machine)
    authority = new TestAuthority()
    install()
    const user = process.getuid?.() === 0 ? ['user root'] : []
    const main = join(site, 'mosquitto.conf')
    writeFileSync(main, [...user, 'persistence false', `include_dir ${site}/conf.d`, ''].join('\n'))
    broker = await runMosquitto(main, [ports.tcp, ports.wss])
    const steps = readFileSync(join(kit, 'LAM-TIEP.txt'), 'utf8')
    passwords = new Map(
      [...steps.matchAll(/tên (bdk-[\w-]+), mật khẩu ([\w-]+)/g)].map(([, name, word]) => [name!, word!])
    )
  })
  afterAll(async () => {
    await broker.stop()
    for (const one of [site, authority.folder]) rmSync(one, { recursive: true })
  })

  /** Does what LAM-TIEP.txt says. */
  function install() {
    const tls = join(kit, 'tls/cong01.example.vn')
    authority.sign(`${tls}.csr`, `${tls}.pem`)
    cpSync(`${tls}.pem`, join(kit, 'mosquitto/phones.pem'))
    cpSync(`${tls}.key`, join(kit, 'mosquitto/phones.key'))
    mkdirSync(join(site, 'conf.d'))
    for (const file of ['so-tay-antt-1.conf', 'so-tay-antt-2.conf'])
      cpSync(join(kit, 'mosquitto', file), join(site, 'conf.d', file))
  }

  const access = () => readAgentConfig(join(kit, 'agent.json')).gates[0]!.controller.broker
  const url = () => `mqtt://127.0.0.1:${ports.tcp}`
  const connected = (options: IClientOptions, to = url()) =>
    mqtt.connectAsync(to, { protocolVersion: 5, reconnectPeriod: 0, ...options })
  const agent = () => connected({ username: access().username!, password: access().password! })
  const controller = (name: string) => connected({ username: name, password: passwords.get(name)! })

  test('the agent is let in, and nobody without a password or with another one', async () => {
    expect(await checkBroker('Broker', access())).toMatchObject({ state: 'good' })
    expect(await checkBroker('Broker', { url: url() })).toMatchObject({ state: 'bad' })
    expect(await checkBroker('Broker', { ...access(), password: 'x' })).toMatchObject({ state: 'bad' })
    expect(await checkStrangers('Broker', access())).toBeNull()
  })

  test('a controller speaks and hears in its own topics only', async () => {
    const heard: string[] = []
    const machine = await agent()
    machine.on('message', (topic, payload) => heard.push(`${topic} ${payload}`))
    await machine.subscribeAsync('#', { qos: 1 })
    const one = await controller('bdk-cong-1b')
    const orders: string[] = []
    one.on('message', (topic) => orders.push(topic))
    for (const filter of ['cmnd/cong01/#', 'cong02/#', 'antt/#'])
      await one.subscribeAsync(filter).catch(() => {})
    const said = (topic: string) => one.publishAsync(topic, 'x', { qos: 1 }).catch(() => {})
    await said('cong02/cover/cua_cuon/command')
    await said('cmnd/cong01/POWER')
    await said('antt/v1/xa-thu/gate/cong-1b/state')
    await said('tele/cong01/LWT')
    await until(() => heard.length > 0)
    expect(heard).toEqual(['tele/cong01/LWT x'])
    heard.length = 0
    await machine.publishAsync('cong02/cover/cua_cuon/command', 'CLOSE', { qos: 1 })
    await machine.publishAsync('antt/v1/xa-thu/gate/cong-1b/state', '{}', { qos: 1 })
    await machine.publishAsync('cmnd/cong01/POWER', 'ON', { qos: 1 })
    await until(() => orders.length > 0 && heard.length === 3)
    expect(orders).toEqual(['cmnd/cong01/POWER'])
    await Promise.all([one.endAsync(), machine.endAsync()])
  })

  test('phones come without a password, by a certificate that fits the name, to the topics of people only', async () => {
    const tls: object = { ca: readFileSync(authority.certificate), servername: 'cong01.example.vn' }
    const phone = await connected({ wsOptions: tls }, `wss://127.0.0.1:${ports.wss}`)
    const machine = await agent()
    const heard: string[] = []
    machine.on('message', (topic) => heard.push(topic))
    await machine.subscribeAsync('#', { qos: 1 })
    const said = (topic: string) => phone.publishAsync(topic, '{}', { qos: 1 }).catch(() => {})
    await said('cmnd/cong01/POWER')
    await said('antt/v1/xa-thu/gate/cong-1b/state')
    const people = ['cmd', 'look', 'survey', 'box'].map(
      (kind) => `antt/v1/xa-thu/gate/cong-1b/${kind}/th-truong`
    )
    for (const topic of people) await said(topic)
    await until(() => heard.length >= people.length)
    expect(heard).toEqual(people)
    await Promise.all([phone.endAsync(), machine.endAsync()])
  })

  test('its password file is such as mosquitto_passwd writes', () => {
    const file = join(kit, 'mosquitto/gate.passwd')
    const theirs = join(site, 'theirs')
    execFileSync('mosquitto_passwd', ['-b', '-c', theirs, 'th-may-cong', 'x'], { stdio: 'ignore' })
    const shape = (line: string) => line.replaceAll(/[A-Za-z0-9+/]{16,}/g, '…')
    const [first] = readFileSync(file, 'utf8').split('\n')
    expect(shape(first!)).toBe(shape(readFileSync(theirs, 'utf8').trim()))
  })
})
