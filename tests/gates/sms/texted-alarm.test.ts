import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { smsSigned, smsWords } from '#lib/domain/gates/contract/sms-text.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { asDocument } from '../../facts.ts'
import { serverAccount } from '#lib/domain/roles.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { startReceiver, vapidKeys, type Receiver } from '../../push/receiver.ts'
import { until } from '../../until.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepUpWith } from '../../../gate-agent/server.ts'
import { machineClock } from '../../../gate-agent/shell/agent-clock.ts'
import { keptKey } from '../../../gate-agent/shell/agent-key.ts'

const gate = 'cong-1b'
let stack: TestStack
let receiver: Receiver
let agent: TestAccount
let keeper: TestAccount
let commander: TestAccount
let ctr = 0
beforeAll(async () => {
  const keys = vapidKeys()
  receiver = await startReceiver(keys.publicKey)
  stack = await startTestStack({ push: { ...keys, services: [receiver.url] } })
  await stack.motorGates(gate, 'cong-2')
  agent = await stack.account('agent')
  keeper = await stack.account('keeper')
  commander = await stack.account('commander')
  await stack.entrust(keeper.name, gate)
})
afterAll(async () => {
  await stack.stop()
  await receiver.stop()
})

/** The text that a keeper's phone signs without data. */
function text(by = keeper, signedBy = by): string {
  const { name: actor, device } = by
  const order = { request: 'ALARM', gate, actor, key: device.id, iat: Date.now(), ctr: ++ctr } as const
  const words = smsWords(order)!
  return `${words} ${signedBy.device.sign(smsSigned(stack.unit, words))}`
}

async function bring(text: string, by = agent, unit = stack.unit): Promise<[number, string?]> {
  const asked = { method: 'POST', headers: by.headers, body: JSON.stringify({ unit, text }) }
  const answer = await fetch(`${stack.url}/alarms/texted`, asked)
  const { reason } = (await answer.json()) as { reason?: string }
  return reason === undefined ? [answer.status] : [answer.status, reason]
}

async function starts(): Promise<Envelope[]> {
  const { rows } = await stack.couch.nano.use(stack.database('duty')).list({ include_docs: true })
  const facts = rows.map(({ id, doc }) => ({ ...(doc as unknown as Envelope), id }))
  return facts.filter(({ type }) => type === 'duty.alarm-started')
}

/** A new address of that person's phone, at which it is rung. */
async function subscribed(by: TestAccount) {
  const phone = receiver.phone()
  const { endpoint, p256dh, auth } = phone
  const body = JSON.stringify({ unit: stack.unit, language: 'vi', endpoint, p256dh, auth })
  await fetch(`${stack.url}/push`, { method: 'POST', headers: by.headers, body })
  return phone
}

const says = (by: TestAccount, stream: string, type: string, body: object, ms = Date.now()) =>
  by.post(`/${stack.database('duty')}/_bulk_docs`, {
    docs: [asDocument(by.device.fact(stack.unit, 'duty', type, stream, body, { ms }))]
  })

test('a text that an agent brings starts the alarm in its sender’s name, once, and wakes the commander', async () => {
  const phone = await subscribed(commander)
  const said = text()
  expect(await bring(said)).toEqual([200])
  expect(await bring(said)).toEqual([200])
  const [start, ...more] = await starts()
  expect(more).toEqual([])
  expect(start).toMatchObject({
    by: serverAccount,
    body: { gates: [gate], from: 'sms', account: keeper.name, group: gate }
  })
  await until(() => phone.notices.length === 1)
  expect(phone.notices[0]).toMatchObject({ kind: 'alarm-started', subject: start!.stream.slice(6) })
})

test('what the phone brings of it once it is over wakes nobody; the same person’s next alarm does', async () => {
  const held = Date.now()
  expect(await bring(text())).toEqual([200])
  for (const { stream } of await starts()) await says(commander, stream, 'duty.alarm-ended', {})
  const phone = await subscribed(commander)
  const alarm = (nth: number) => `alarm/${uuidv7(held, new Uint8Array(10).fill(nth))}`
  await says(keeper, alarm(1), 'duty.alarm-started', { gates: [gate], from: 'app' }, held)
  await says(keeper, alarm(2), 'duty.alarm-started', { gates: [gate], from: 'app' }, Date.now() + 2_000)
  await until(() => phone.notices.length > 0)
  expect(phone.notices.map(({ subject }) => subject)).toEqual([alarm(2).slice(6)])
})

test('nobody but an agent of that unit brings one, and no text but its sender’s starts any', async () => {
  const before = (await starts()).length
  expect(await bring(text(), keeper)).toEqual([403, 'no-agent'])
  expect(await bring(text(), commander)).toEqual([403, 'no-agent'])
  expect(await bring(text(), agent, await stack.anotherUnit())).toEqual([403, 'no-agent'])
  expect(await bring(text(keeper, agent))).toEqual([403, 'unproved'])
  expect(await bring(text(keeper, commander))).toEqual([403, 'unproved'])
  expect(await bring(text(agent))).toEqual([403, 'not-allowed'])
  expect(await bring('Báo động!')).toEqual([400, 'unreadable'])
  expect(await bring(text().slice(0, -2))).toEqual([400, 'unreadable'])
  const headers = { 'content-type': 'application/json' }
  const asked = { method: 'POST', headers, body: JSON.stringify({ unit: stack.unit, text: text() }) }
  expect((await fetch(`${stack.url}/alarms/texted`, asked)).status).toBe(401)
  expect((await starts()).length).toBe(before)
})

test('an agent hands it over by itself, and hears that the server has it', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'texted-'))
  const { name: account, password } = await stack.account('agent')
  const key = keptKey(join(dataDir, 'key'))
  const server = keepUpWith({
    url: stack.url,
    account,
    password,
    unit: stack.unit,
    key,
    label: 'Máy tại cổng',
    dataDir,
    clock: machineClock,
    trouble: () => {}
  })
  try {
    await until(async () => (await stack.known()).devices.some(({ id }) => id === key.id))
    await stack.letIn(key.id)
    const before = (await starts()).length
    const fates: string[] = []
    server.alarms.raise({ text: text(), sender: keeper.device.id, ctr, tell: (fate) => fates.push(fate) })
    await until(() => fates.length > 0)
    expect(fates).toEqual(['told'])
    expect((await starts()).length).toBe(before + 1)
  } finally {
    await server.stop()
    rmSync(dataDir, { recursive: true })
  }
})
