import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { alarms } from '#lib/domain/alarms/alarm.ts'
import { loudStarts } from '#lib/domain/alarms/start-counts.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import type { Notice } from '#lib/domain/notice.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { asDocument } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { startReceiver, vapidKeys, type Receiver, type ReceivingPhone } from './receiver.ts'

/** A keeper who raises the alarm as fast as a program can, and whoever is woken by it. */
let stack: TestStack
let receiver: Receiver
let commander: TestAccount
let officer: TestAccount
let other: TestAccount
let keeper: TestAccount
let machine: TestAccount
/** The one that the keeper and the other both keep. */
let gate = ''
let [chief, neighbour] = [] as ReceivingPhone[] as [ReceivingPhone, ReceivingPhone]

/** Counts the milliseconds from one record to the next. */
let said = 0
const within = { timeout: 25_000 }
/** Early in an hour, in which all of a test happens. */
const now = (Math.floor(Date.now() / 3_600_000) + 1) * 3_600_000 + 60_000

beforeAll(async () => {
  const keys = vapidKeys()
  receiver = await startReceiver(keys.publicKey)
  stack = await startTestStack({ push: { ...keys, services: [receiver.url] }, now: () => now })
  commander = await stack.account('commander')
  officer = await stack.account('officer')
  other = await stack.account('keeper')
  machine = await stack.account('agent')
  chief = await subscribed(commander)
  neighbour = await subscribed(other)
})
afterAll(async () => {
  await stack.stop()
  await receiver.stop()
})
beforeEach(async () => {
  keeper = await stack.account('keeper')
  gate = `cong-${keeper.name}`
  await stack.motorGates(gate)
  for (const { name } of [keeper, other]) await stack.entrust(name, gate)
  for (const phone of [chief, neighbour]) phone.notices.length = 0
})

async function subscribed({ headers }: TestAccount): Promise<ReceivingPhone> {
  const phone = receiver.phone()
  const { endpoint, p256dh, auth } = phone
  const body = JSON.stringify({ unit: stack.unit, language: 'vi', endpoint, p256dh, auth })
  expect((await fetch(`${stack.url}/push`, { method: 'POST', headers, body })).status).toBe(200)
  return phone
}

function start(more: object = {}, { device } = keeper) {
  const body = { gates: [gate], from: 'app', ...more }
  const stream = `alarm/${uuidv7(now, randomBytes(10))}`
  return device.fact(stack.unit, 'duty', 'duty.alarm-started', stream, body, { ms: now + ++said })
}
async function write(by: TestAccount, facts: readonly ReturnType<typeof start>[]) {
  const path = `/${stack.database('duty')}/_bulk_docs`
  const rows = (await (await by.post(path, { docs: facts.map(asDocument) })).json()) as { ok?: true }[]
  expect(rows.filter(({ ok }) => ok)).toHaveLength(facts.length)
}
const raise = (...facts: ReturnType<typeof start>[]) => write(keeper, facts)

/** The alarms of the keeper, as a phone folds them. */
async function raised() {
  const { rows } = await stack.couch.nano.use(stack.database('duty')).list({ include_docs: true })
  const facts = rows.flatMap(({ doc }) => factIn(doc) ?? [])
  return alarms(facts.filter(({ stream }) => stream.startsWith('alarm/'))).filter(
    ({ by }) => by === keeper.name
  )
}

/**
 * Returns how often each phone was woken. All that was written before has been handed over once both have this drill, and told
 * once they have what a gate reports after it: alarms go before it.
 */
async function woken() {
  const last = start({ gates: [`moc-${said}`], drill: true }, officer)
  const mark = `cong-moc-${said}`
  await stack.motorGates(mark)
  await stack.entrust(other.name, mark)
  await write(officer, [last])
  const phones = [chief, neighbour]
  const isMark = ({ subject }: Notice) => subject === mark || last.stream.endsWith(subject)
  const marks = () => phones.map(({ notices }) => notices.filter(isMark).length)
  await expect.poll(marks, within).toEqual([1, 1])
  const body = { kind: 'left-open', source: 'agent' }
  const about = [stack.unit, 'gates', 'gates.event-reported', `gate/${mark}`, body] as const
  const report = machine.device.fact(...about, { ms: now })
  await machine.post(`/${stack.database('gates')}/_bulk_docs`, { docs: [asDocument(report)] })
  await expect.poll(marks, within).toEqual([2, 2])
  return phones.map(({ notices }) => notices.filter((notice) => !isMark(notice)).length)
}

test('two hundred starts for one gate are one alarm, which wakes each phone once; all are kept', async () => {
  await raise(...Array.from({ length: 200 }, () => start()))
  expect(await woken()).toEqual([1, 1])
  const [alarm, ...more] = await raised()
  expect([alarm!.ids.length, more]).toEqual([200, []])
})

test('a drill and a real alarm each wake, and so does another gate’s', async () => {
  await raise(
    start(),
    start({ drill: true }),
    start({ gates: ['cong-2', gate], group: 'Tuyến' }),
    start({ gates: ['cong-3'] })
  )
  // The neighbour keeps one of the gates alone.
  expect(await woken()).toEqual([3, 2])
  expect((await raised()).map(({ drill, gates }) => [drill, gates.length])).toEqual([
    [false, 1],
    [true, 1],
    [false, 2]
  ])
})

test('a second start that joins the first wakes those whom only its own gates concern', async () => {
  await stack.relieve(gate)
  await stack.motorGates('cong-chung')
  for (const { name } of [keeper, other]) await stack.entrust(name, 'cong-chung')
  await stack.entrust(keeper.name, gate)
  await raise(start())
  expect(await woken()).toEqual([1, 0])
  await raise(start({ gates: [gate, 'cong-chung'] }))
  for (const phone of [chief, neighbour]) phone.notices.length = 0
  expect(await woken()).toEqual([0, 1])
  expect(await raised()).toMatchObject([{ gates: [gate, 'cong-chung'] }])
})

test('whatever gates they name, of many in an hour so many call everybody, and the rest the police alone', async () => {
  const names = Array.from({ length: 200 }, (_, i) => `cong-bia-${i}`)
  await raise(...names.map((name) => start({ gates: [name] })))
  // Those beyond the limit are part of the last alarm, of which the police know.
  expect(await woken()).toEqual([loudStarts, 0])
  const found = await raised()
  expect(found).toHaveLength(loudStarts)
  expect(found.reduce((sum, { quiet }) => sum + quiet.size, 0)).toBe(200 - loudStarts)
  expect(new Set(found.flatMap(({ gates }) => gates))).toEqual(new Set(names))
})

test('an alarm beyond the limit still rings at the police, each time that they have ended the last', async () => {
  for (let i = 0; i < loudStarts + 2; i++) {
    const begun = start()
    await raise(begun)
    const stream = begun.stream
    await write(commander, [
      commander.device.fact(stack.unit, 'duty', 'duty.alarm-ended', stream, {}, { ms: now + ++said })
    ])
  }
  expect(await woken()).toEqual([loudStarts + 2, loudStarts])
  expect((await raised()).map(({ quiet }) => quiet.size)).toEqual([1, 1, ...Array(loudStarts).fill(0)])
})
