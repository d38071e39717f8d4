import { spawn, type ChildProcess } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt, { type IClientOptions } from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonicalString } from '#lib/domain/canonical.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { FactOf } from '#lib/domain/facts.ts'
import { keptKey } from '../../gate-agent/shell/agent-key.ts'
import { simulatedHomeAssistant } from '../../gate-agent/simulator/controllers/home-assistant.ts'
import { SimulatedGate } from '../../gate-agent/simulator/simulated-gate.ts'
import { factsIn } from '../../sync-server/fact-writer.ts'
import { startMosquitto, type Mosquitto } from '../broker/brokers.ts'
import type { TestDevice } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'
import { TestPhone } from './phone.ts'

type Report = FactOf<'gates.event-reported'>

let stack: TestStack
let local: Mosquitto
let gate: SimulatedGate
let chief: TestAccount
let own: TestAccount
let device: TestDevice
let child: ChildProcess | null = null
const folder = mkdtempSync(join(tmpdir(), 'agent-'))
const orders: string[] = []

beforeAll(async () => {
  stack = await startTestStack({ mqttUrl: null })
  local = await startMosquitto()
  chief = await stack.account('commander')
  own = await stack.account('agent')
  await stack.installed(own.name, 'cong-1b')
  device = chief.device
  const url = `mqtt://127.0.0.1:${local.tcp}`
  gate = await SimulatedGate.start({ url, controller: simulatedHomeAssistant('cong01'), travelMs: 1_500 })
  const watcher = await mqtt.connectAsync(url)
  watcher.on('message', (_topic, payload) => orders.push(String(payload)))
  await watcher.subscribeAsync('cong01/set', { qos: 1 })
})
afterAll(async () => {
  await end('SIGKILL')
  await gate.stop()
  await stack.stop()
  await local.stop()
  rmSync(folder, { recursive: true })
})

const approve = () => stack.letIn()

function start(changes: object = {}) {
  const config = join(folder, 'agent.json')
  const controller = {
    broker: { url: `mqtt://127.0.0.1:${local.tcp}` },
    dialect: 'home-assistant',
    id: 'cong01/cua'
  }
  const settings = {
    server: stack.url,
    account: own.name,
    password: own.password,
    unit: stack.unit,
    dataDir: 'data',
    gates: [{ gate: 'cong-1b', controller, travelSeconds: 1.5 }],
    ...changes
  }
  writeFileSync(config, JSON.stringify(settings))
  child = spawn(process.execPath, ['scripts/agent.mjs', config], { stdio: ['ignore', 'ignore', 'inherit'] })
}

async function end(signal: NodeJS.Signals) {
  if (!child) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
  child = null
}

const facts = async (book: 'directory' | 'gates') => factsIn(stack.couch.nano, stack.database(book))
const reports = async () => (await facts('gates')).filter(({ by }) => by === own.name) as unknown as Report[]

async function eventually<T>(read: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  let value: T
  await until(async () => isSo((value = await read())))
  return value!
}

async function phoneAt(url: string, pass: IClientOptions = {}): Promise<TestPhone> {
  const agent = keptKey(join(folder, 'data', 'agent-key.json'))
  return TestPhone.connect(url, { unit: stack.unit, agent, now: Date.now, pass, device, account: chief.name })
}

test('10 an agent that is killed while its gate closes moves nothing more when it is back, and its log is whole', async () => {
  start()
  await eventually(
    () => stack.known(),
    ({ devices }) => devices.some(({ label }) => label === 'Máy tại cổng')
  )
  await approve()
  const answer = await fetch(`${stack.url}/broker`, { method: 'POST', headers: chief.headers })
  const { url, expiresAt: _, ...pass } = (await answer.json()) as { url: string; expiresAt: string }
  const phone = await phoneAt(url, pass as IClientOptions)
  await until(() => phone.state?.deviceOnline)

  const captured = phone.message(phone.command('CLOSE', { exp: Date.now() + 9_900 }))
  await phone.send(captured)
  await phone.hears(captured.id, 'moving')
  await end('SIGKILL')
  await until(() => gate.shutter.position === 0)
  gate.pullChain(100)

  start()
  const from = phone.states.length
  await until(() => phone.states.slice(from).some(({ deviceOnline }) => deviceOnline))
  await phone.send(captured)
  const log = await eventually(reports, (all) => all.some(({ body }) => body.kind === 'refused'))
  expect(orders).toEqual(['CLOSE'])
  expect(['DUPLICATE', 'STALE']).toContain(log.find(({ body }) => body.kind === 'refused')!.body.code)
  const ofThat = log.filter(({ body }) => body.command === captured.id).map(({ body }) => body.kind)
  expect(ofThat.sort()).toEqual(['accepted', 'failed', 'refused'])
  await phone.leave()
})

test('without its server it starts, obeys whom it knew, and brings its log later, numbered on', async () => {
  await end('SIGTERM')
  const commune = await startMosquitto()
  const nowhere = 'http://127.0.0.1:9'
  const broker = { url: `ws://127.0.0.1:${commune.port}` }
  start({ server: nowhere, broker })
  const phone = await phoneAt(broker.url)
  await until(() => phone.state?.deviceOnline)
  const id = await phone.ask('CLOSE', { ctr: Date.now() })
  await phone.hears(id, 'completed')
  await end('SIGKILL')
  start()
  const log = await eventually(reports, (all) =>
    all.some(({ body }) => body.command === id && body.kind === 'completed')
  )
  expect(log.map(({ n }) => n).sort((a, b) => a - b)).toEqual(log.map((_, i) => i + 1))
  const { publicKey } = keptKey(join(folder, 'data', 'agent-key.json'))
  const key = { key: createPublicKey({ key: publicKey, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const
  const genuine = (fact: Envelope) =>
    verify('sha256', Buffer.from(canonicalString(fact)), key, Buffer.from(fact.sig, 'base64url'))
  expect((log as unknown as Envelope[]).every(genuine)).toBe(true)
  await phone.leave()
  await commune.stop()
})
