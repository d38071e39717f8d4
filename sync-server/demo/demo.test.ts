import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DevicesAnswer } from '#lib/domain/devices/device-status.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { asDocument, TestDevice } from '../../tests/facts.ts'
import { demoSession } from '../../tests/devices/session.ts'
import { startTestStack, type TestStack } from '../../tests/stack.ts'
import { loadServerDevice } from '../server-device.ts'
import { factsIn, factWriter } from '../fact-writer.ts'
import { directoryIn, directoryOf } from '../directory/unit-directory.ts'
import { missingApprovals } from './missing-approvals.ts'
import { demoKeeper, demoLog, writeDemoLog } from './demo.ts'
import { runDemo } from './run-demo.ts'
import { sealsIn } from '../admission/seals.ts'
import { until } from '../../tests/until.ts'

const unit = 'xa-phong-hiep'
const directoryName = `antt-${unit}-directory`
let stack: TestStack
// The demo has fixed names, so it needs a server of its own.
beforeAll(async () => {
  stack = await startTestStack({ demo: true, couch: null, mqttUrl: null })
})
afterAll(() => stack.stop())

const known = () => directoryOf(stack.couch.nano, unit, stack.tools.roots)

test('its people sign in, its gates and log are there', async () => {
  const keeper = await demoSession(stack.url, 'ph-cong1b')
  expect(keeper.roles).toEqual([`${unit}:keeper`])
  const { gates, accounts } = await known()
  expect([...gates.keys()].sort()).toEqual(['cong-1b', 'cong-ben-do', 'cong-chua', 'cong-kinh-3'])
  expect(accounts.get('ph-cong1b')?.knownAs).toBe('Tư Khởi')
  const databases = (await stack.couch.nano.db.list()).filter((name) =>
    name.startsWith(`antt-${unit}-gates-`)
  )
  const facts = (await Promise.all(databases.map((name) => factsIn(stack.couch.nano, name)))).flat()
  const log = facts.filter(({ by }) => by === demoKeeper)
  expect(log.map(({ n }) => n).sort()).toEqual([1, 2, 3, 4, 5, 6])
})

test('each part of it is written at the start', async () => {
  const { nano } = stack.couch
  const of = async (name: string) => (await factsIn(nano, name)).length
  for (const name of ['phuong-lang-tron-hui', `${unit}-incidents`, 'phuong-lang-tron-incidents'])
    expect(await of(`antt-${name}`)).toBeGreaterThan(0)
  for (const name of [unit, 'phuong-lang-tron']) expect(await of(`antt-${name}-movement`)).toBeGreaterThan(0)
  const duty = (await nano.db.list()).filter((name) => name.startsWith(`antt-${unit}-duty-`))
  const types = (await Promise.all(duty.map((name) => factsIn(nano, name)))).flat().map(({ type }) => type)
  expect(types).toEqual(expect.arrayContaining(['duty.stranger-seen', 'duty.alarm-started']))
})

test('of each phone that it wrote by, the server knows that nothing is left there', async () => {
  for (const [name, of] of [
    ['ph-truong', unit],
    ['lt-truong', 'phuong-lang-tron']
  ] as const) {
    const commander = await demoSession(stack.url, name)
    const answer = await fetch(`${stack.url}/devices`, { headers: commander.headers })
    const { devices } = v.parse(DevicesAnswer, await answer.json())
    const directory = await directoryOf(stack.couch.nano, of, stack.tools.roots)
    const labels = new Map(directory.devices.map(({ id, label }) => [id, label]))
    // Tests have phones there too.
    const own = devices.filter(({ device }) => labels.get(device) !== 'Máy thử')
    expect(own.length).toBeGreaterThan(3)
    const left = own.flatMap(({ books }) =>
      Object.values(books).flatMap(({ onPhone, gaps }) => [onPhone, gaps])
    )
    expect(left.flat()).toEqual([])
    expect(own.filter(({ reportedAt }) => reportedAt === null)).toEqual([])
    // It tells the last number of each book, so a record that is lost later is missed.
    expect(own.every(({ books }) => Object.values(books).some(({ head }) => head > 0))).toBe(true)
  }
})

test('the notary finds nothing odd in what it tells of the past', async () => {
  const units = [unit, 'phuong-lang-tron']
  const { nano } = stack.couch
  const flags = async (of: string) =>
    (await factsIn(nano, `antt-${of}-private`)).filter(({ type }) => type === 'private.flag-raised')
  // Shows by what it finds here that it has read the rest.
  for (const of of units) await nano.use(`antt-${of}-movement`).insert({ _id: 'rác' } as never)
  for (const of of units) {
    await until(async () => (await flags(of)).length > 0)
    expect((await flags(of)).map(({ body }) => [body['kind'], body['device']])).toEqual([
      ['unsealed', undefined]
    ])
  }
})

test("a phone of one of its people is approved, and knows it by the directory's feed", async () => {
  const phone = new TestDevice('ph-truc')
  const officer = await demoSession(stack.url, 'ph-truc')
  const enrolment = { key: phone.publicKey, label: 'Máy thử' }
  const fact = phone.fact(unit, 'directory', 'directory.device-enrolled', `device/${phone.id}`, enrolment)
  await officer.post(`/${directoryName}/_bulk_docs`, { docs: [asDocument(fact)] })
  await until(async () => (await known()).devices.some(({ id, approved }) => id === phone.id && approved))
})

test('a start again adds nothing', async () => {
  await until(async () => (await known()).devices.every(({ approved }) => approved))
  const before = await stack.couch.nano.db.get(directoryName)
  const duty = (await stack.couch.nano.db.list()).filter((name) => name.startsWith(`antt-${unit}-duty-`))
  const moved = async () =>
    (await Promise.all(duty.map((name) => stack.couch.nano.db.get(name)))).map(({ update_seq }) => update_seq)
  const movedBefore = await moved()
  const config = { dataDir: stack.dataDir, now: Date.now }
  const stop = await runDemo(stack.tools, config)
  await stop()
  expect((await stack.couch.nano.db.get(directoryName)).update_seq).toBe(before.update_seq)
  expect(await moved()).toEqual(movedBefore)
})

test('a server with another key on the same CouchDB adds nothing', async () => {
  const other = mkdtempSync(join(tmpdir(), 'antt-'))
  const device = loadServerDevice(join(other, 'demo-key.json'))
  const keeper = factWriter(stack.couch.nano, device, demoKeeper, Date.now, sealsIn(other))
  expect(await writeDemoLog(stack.couch.nano, keeper, Date.now())).toBe(0)
  rmSync(other, { recursive: true })
})

test('an enrolment that its key did not sign, or under another name, is not approved', async () => {
  const [phone, thief] = [new TestDevice('ph-truc'), new TestDevice('ph-truc')]
  const enrol = (device: TestDevice, key: object, forged: object = {}) =>
    device.fact(
      unit,
      'directory',
      'directory.device-enrolled',
      `device/${device.id}`,
      { key, label: 'Máy' },
      forged
    )
  const missing = async (facts: Envelope[], ...accounts: string[]) =>
    missingApprovals(await directoryIn(facts, unit, stack.tools.roots), new Set(accounts))
  expect(await missing([enrol(phone, phone.publicKey)], 'ph-truc')).toHaveLength(1)
  expect(await missing([enrol(thief, phone.publicKey)], 'ph-truc')).toEqual([])
  expect(await missing([enrol(thief, phone.publicKey, { device: phone.id })], 'ph-truc')).toEqual([])
  expect(await missing([enrol(phone, phone.publicKey)])).toEqual([])
  const noPoint = { kty: 'EC' as const, crv: 'P-256' as const, x: 'A'.repeat(43), y: 'A'.repeat(43) }
  const odd = enrol(thief, noPoint, { device: thumbprint(noPoint) })
  expect(await missing([odd, enrol(phone, phone.publicKey)], 'ph-truc')).toHaveLength(1)
})

test('the log is the same whenever it is made on one day, and lies in the past', () => {
  const morning = Date.UTC(2026, 10, 24, 1)
  expect(demoLog(morning)).toEqual(demoLog(morning + 3600_000))
  expect(demoLog(morning).every(({ at }) => at! < morning)).toBe(true)
})
