import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Wakefulness } from '#lib/domain/devices/wakefulness.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'
import { startReceiver, vapidKeys, type Receiver, type ReceivingPhone } from './receiver.ts'

let stack: TestStack
let receiver: Receiver
let now = Date.now()
let commander: TestAccount
let keeper: TestAccount
beforeAll(async () => {
  const keys = vapidKeys()
  receiver = await startReceiver(keys.publicKey)
  stack = await startTestStack({ push: { ...keys, services: [receiver.url] }, now: () => now })
  commander = await stack.account('commander')
})
beforeEach(async () => {
  keeper = await stack.account('keeper')
})
afterAll(async () => {
  await stack.stop()
  await receiver.stop()
})

const ask = (by: TestAccount, method: string, path: string, body?: object) =>
  fetch(`${stack.url}/push${path}`, {
    method,
    headers: { ...by.headers, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) })
  })
async function subscribe(by: TestAccount): Promise<ReceivingPhone> {
  const phone = receiver.phone()
  const { endpoint, p256dh, auth } = phone
  const wish = { unit: stack.unit, language: 'vi', endpoint, p256dh, auth }
  expect((await ask(by, 'POST', '', wish)).status).toBe(200)
  return phone
}
async function listFor(by: TestAccount): Promise<Wakefulness[]> {
  const answer = await ask(by, 'GET', '/phones')
  return ((await answer.json()) as { phones: Wakefulness[] }).phones
}
const seenBy = async (by: TestAccount, { name, device }: TestAccount) =>
  (await listFor(by)).find((one) => one.account === name && one.device === device.id)
const tryOut = (by: TestAccount, { name, device }: TestAccount) =>
  ask(by, 'POST', '/trial', { account: name, device: device.id })
const bring = (receipt: string) =>
  fetch(`${stack.url}/push/received`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ receipt })
  })

test('a trial rings one phone, and says how long its answer took', async () => {
  const phone = await subscribe(keeper)
  const other = await subscribe(await stack.account('keeper'))
  const asked = tryOut(commander, keeper)
  await until(() => phone.notices.length === 1)
  expect(phone.notices[0]).toMatchObject({ kind: 'trial', about: 'account', subject: 'own', name: '' })
  now += 1_500
  expect((await bring(phone.notices[0]!.receipt!)).status).toBe(200)
  expect(await (await asked).json()).toEqual({ tookMs: 1_500 })
  expect(await seenBy(commander, keeper)).toMatchObject({ state: 'on', trial: { tookMs: 1_500 } })
  expect((await bring(phone.notices[0]!.receipt!)).status).toBe(404)
  expect(other.notices).toEqual([])
})

test('a phone rings again no sooner than twenty seconds after a trial', async () => {
  const phone = await subscribe(keeper)
  const first = tryOut(commander, keeper)
  await until(() => phone.notices.length === 1)
  expect((await tryOut(keeper, keeper)).status).toBe(429)
  await bring(phone.notices[0]!.receipt!)
  await first
  now += 20_000
  const second = tryOut(keeper, keeper)
  await until(() => phone.notices.length === 2)
  await bring(phone.notices[1]!.receipt!)
  expect((await second).status).toBe(200)
})

test('until a phone has answered its last trial it is not counted on', async () => {
  const phone = await subscribe(keeper)
  const first = tryOut(commander, keeper)
  await until(async () => (await seenBy(commander, keeper))?.trial?.tookMs === null)
  expect(await seenBy(commander, keeper)).toMatchObject({ state: 'on' })
  await bring(phone.notices[0]!.receipt!)
  await first
})

test('the commander reads why a phone does not ring, a later subscription counts for more', async () => {
  expect(await seenBy(commander, keeper)).toMatchObject({ state: 'untold' })
  expect((await ask(keeper, 'POST', '/silence', { silence: 'denied' })).status).toBe(200)
  expect(await seenBy(commander, keeper)).toMatchObject({ state: 'denied' })
  expect((await tryOut(commander, keeper)).status).toBe(404)
  now += 1
  const { endpoint } = await subscribe(keeper)
  expect(await seenBy(commander, keeper)).toMatchObject({ state: 'on' })
  now += 1
  expect((await ask(keeper, 'DELETE', '', { endpoint })).status).toBe(200)
  expect(await seenBy(commander, keeper)).toMatchObject({ state: 'off' })
  expect((await ask(keeper, 'POST', '/silence', { silence: 'dead' })).status).toBe(400)
})

test('a phone that its push service knows no more is told of as gone', async () => {
  const phone = await subscribe(keeper)
  phone.answers.push(410)
  now += 1
  expect((await tryOut(commander, keeper)).status).toBe(404)
  expect(await seenBy(commander, keeper)).toMatchObject({ state: 'gone' })
})

test('a trial that no push service took tells nothing of the phone', async () => {
  const phone = await subscribe(keeper)
  phone.answers.push(503)
  const answer = await tryOut(commander, keeper)
  expect([answer.status, await answer.json()]).toMatchObject([503, { error: 'unsent' }])
  const seen = await seenBy(commander, keeper)
  expect(seen).toMatchObject({ state: 'on' })
  expect(seen?.trial).toBeUndefined()
})

test('nobody lists or tries phones that are not theirs', async () => {
  const officer = await stack.account('officer')
  const phone = await subscribe(keeper)
  expect(await listFor(officer)).toEqual([
    { account: officer.name, device: officer.device.id, state: 'untold' }
  ])
  expect((await tryOut(officer, keeper)).status).toBe(403)
  expect((await ask(officer, 'POST', '/trial', { account: 'nobody', device: keeper.device.id })).status).toBe(
    403
  )
  expect((await fetch(`${stack.url}/push/phones`)).status).toBe(401)
  expect((await bring(randomBytes(16).toString('base64url'))).status).toBe(404)
  expect(phone.notices).toEqual([])
})
