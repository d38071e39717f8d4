import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { factsIn } from '../../../sync-server/fact-writer.ts'
import { asDocument, TestDevice } from '../../facts.ts'
import { replaceOneTimePassword } from '../../../sync-server/sessions/one-time-password.ts'
import { askSession, openSession, sessionIn, signedIn } from '../../devices/session.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'

const chosen = 'ba con gà trống nhỏ'

let stack: TestStack
let [chief, keeper]: TestAccount[] = []
beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())
beforeEach(async () => {
  ;[chief, keeper] = [await stack.account('commander'), await stack.account('keeper')]
})

/** Brings the record of a reset, and answers its id. */
async function orders(by: TestAccount, account: string, more: object = {}): Promise<string> {
  const fact = by.device.fact(
    stack.unit,
    'directory',
    'directory.password-reset',
    `account/${account}`,
    { account },
    more
  )
  const answer = await by.post(`/${stack.database('directory')}/_bulk_docs`, { docs: [asDocument(fact)] })
  expect([answer.status, await answer.json()]).toMatchObject([201, [{ ok: true }]])
  return fact.id
}
const carryOut = (headers: Record<string, string>, body: object) =>
  fetch(`${stack.url}/session/reset`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body)
  })
const answered = async (asked: Promise<Response>) => {
  const response = await asked
  return [response.status, ((await response.json()) as { reason?: string }).reason]
}
const reset = async (by: TestAccount, account: string): Promise<string> => {
  const response = await carryOut(by.headers, { account, fact: await orders(by, account) })
  expect(response.status).toBe(200)
  return ((await response.json()) as { password: string }).password
}
const reads = async ({ db }: TestAccount) =>
  (await db(`/${stack.database('gates')}/_all_docs?limit=1`)).status
const user = (name: string) =>
  stack.couch.nano.use<Record<string, unknown>>('_users').get(`org.couchdb.user:${name}`)

test('a commander resets a password: it is legible, opens nothing before it is replaced, and then opens nothing any more', async () => {
  const password = await reset(chief!, keeper!.name)
  expect(password).toMatch(/^[a-km-np-z2-9]{4}(-[a-km-np-z2-9]{4}){2}$/)
  const phone = new TestDevice(keeper!.name)
  const ask = (wanted?: string, word = password) =>
    askSession(stack.url, phone, word, { ...(wanted && { wanted }) })
  expect(await answered(askSession(stack.url, phone, keeper!.password))).toEqual([401, 'wrong-password'])
  expect(await answered(ask())).toEqual([401, 'one-time'])
  for (const weak of ['ngắn', password, `${keeper!.name} 2026!`, 'a'.repeat(20)])
    expect(await answered(ask(weak))).toEqual([401, 'weak-password'])
  expect(await answered(ask(chosen, 'sai-mat-khau'))).toEqual([401, 'wrong-password'])
  expect((await sessionIn(stack.url, phone, await ask(chosen))).state).toBe('waiting')
  expect(await answered(ask())).toEqual([401, 'wrong-password'])
  expect((await signedIn(stack.url, keeper!.name, chosen)).state).toBe('waiting')
})

test('each unit in which the account holds a role hears of it before anybody can sign in', async () => {
  // An account's first unit is its home.
  const other = `${stack.unit}z`
  const rolesByUnit = new Map([
    [stack.unit, ['keeper' as const]],
    [other, ['keeper' as const]]
  ])
  const { name } = keeper!
  const units = [stack.unit, other].map((id) => ({ id, name: 'Thử', kind: 'xã' }))
  await stack.provision({
    units,
    accounts: [{ account: name, password: chosen, name, rolesByUnit }],
    gates: []
  })
  await reset(chief!, name)
  const facts = await factsIn(stack.couch.nano, `antt-${other}-directory`)
  expect(facts.filter(({ type }) => type === 'directory.password-reset')).toMatchObject([
    { body: { account: name, orderedBy: chief!.name } }
  ])
  const { db } = stack.couch.nano
  const theirs = (await db.list()).filter((database) => database.startsWith(`antt-${other}-`))
  for (const database of theirs) await db.destroy(database)
})

test('it ends nothing: the owner’s approved phone goes on by its key, also when it was replaced elsewhere', async () => {
  const password = await reset(chief!, keeper!.name)
  expect(await reads(keeper!)).toBe(200)
  expect((await openSession(stack.url, keeper!.device)).state).toBe('approved')
  await askSession(stack.url, new TestDevice(keeper!.name), password, { wanted: chosen })
  expect((await openSession(stack.url, keeper!.device)).state).toBe('approved')
})

test('of two who use a one-time password at once, one replaces it', async () => {
  const password = await reset(chief!, keeper!.name)
  const both = ['ba con gà trống nhỏ', 'bốn con vịt xiêm già'].map((wanted) =>
    answered(askSession(stack.url, new TestDevice(keeper!.name), password, { wanted }))
  )
  expect((await Promise.all(both)).sort()).toEqual([
    [200, undefined],
    [401, 'wrong-password']
  ])
  // Whoever proved one that was reset again meanwhile replaces nothing.
  const again = await reset(chief!, keeper!.name)
  expect(await replaceOneTimePassword(stack.couch.nano, keeper!.name, chosen, 'an-earlier-order')).toBe(false)
  expect(await answered(askSession(stack.url, new TestDevice(keeper!.name), again))).toEqual([
    401,
    'one-time'
  ])
})

test('everybody in the unit reads who reset whose password; the server keeps a hash alone', async () => {
  const password = await reset(chief!, keeper!.name)
  const { passwordResets } = await stack.known()
  expect(passwordResets.get(keeper!.name)).toMatchObject([{ by: chief!.name }])
  const mine = await keeper!.db(`/${stack.database('directory')}/_all_docs?include_docs=true`)
  const text = await mine.text()
  expect(text).toContain('directory.password-reset')
  expect(text + JSON.stringify(await user(keeper!.name))).not.toContain(password)
  expect(await user(keeper!.name)).toMatchObject({ roles: [], held: [`${stack.unit}:keeper`] })
})

test('without the record in the directory, or with another’s or an old one, nothing is reset; each record counts once', async () => {
  const other = await stack.account('commander')
  const asks = (fact: string, account = keeper!.name) => answered(carryOut(chief!.headers, { account, fact }))
  const unsent = chief!.device.fact(
    stack.unit,
    'directory',
    'directory.password-reset',
    `account/${keeper!.name}`,
    { account: keeper!.name }
  )
  expect(await asks(unsent.id)).toEqual([403, 'not-ordered'])
  expect(await asks(await orders(other, keeper!.name))).toEqual([403, 'not-ordered'])
  const officer = await stack.account('officer')
  expect(await asks(await orders(chief!, officer.name))).toEqual([403, 'not-ordered'])
  const once = await orders(chief!, keeper!.name)
  expect(await asks(once)).toEqual([200, undefined])
  expect(await asks(once)).toEqual([403, 'not-ordered'])
  expect((await signedIn(stack.url, officer.name, officer.password)).state).toBe('waiting')
})

test('a record that was carried out stays so when the owner changes the password in the settings', async () => {
  const order = await orders(chief!, keeper!.name)
  const asks = () => carryOut(chief!.headers, { account: keeper!.name, fact: order })
  const { password } = (await (await asks()).json()) as { password: string }
  const changed = await fetch(`${stack.url}/session/password`, {
    method: 'POST',
    headers: keeper!.headers,
    body: JSON.stringify({ present: password, wanted: chosen })
  })
  expect(changed.status).toBe(200)
  expect(await answered(asks())).toEqual([403, 'not-ordered'])
  expect((await signedIn(stack.url, keeper!.name, chosen)).state).toBe('waiting')
})

test('an order that the server took a quarter of an hour ago is carried out no more', async () => {
  const fact = chief!.device.fact(
    stack.unit,
    'directory',
    'directory.password-reset',
    `account/${keeper!.name}`,
    { account: keeper!.name }
  )
  const took = Date.now() - 15 * 60_000
  const sealed = { ...asDocument(fact), took, seal: stack.tools.seals.of(fact, took) }
  await stack.couch.nano.use(stack.database('directory')).insert(sealed)
  expect(await answered(carryOut(chief!.headers, { account: keeper!.name, fact: fact.id }))).toEqual([
    403,
    'not-ordered'
  ])
})

test('nobody but a commander of the account’s home resets it, from an approved phone, and nobody their own or a gate’s', async () => {
  const officer = await stack.account('officer')
  const agent = await stack.account('agent')
  const fact = await orders(chief!, keeper!.name)
  const asks = (headers: Record<string, string>, account = keeper!.name) =>
    answered(carryOut(headers, { account, fact }))
  expect(await asks(officer.headers)).toEqual([403, 'not-yours'])
  expect(await asks(keeper!.headers)).toEqual([403, 'not-yours'])
  expect(await asks(chief!.headers, chief!.name)).toEqual([403, 'not-yours'])
  expect(await asks(chief!.headers, 'khong-co')).toEqual([403, 'not-yours'])
  expect(await asks(chief!.headers, agent.name)).toEqual([403, 'agent'])
  expect((await asks({}))[0]).toBe(401)
  const waiting = await signedIn(stack.url, chief!.name, chief!.password)
  expect(await asks(waiting.headers)).toEqual([403, 'not-approved'])
  const own = chief!.device.fact(
    stack.unit,
    'directory',
    'directory.password-reset',
    `account/${chief!.name}`,
    { account: chief!.name }
  )
  const brought = await chief!.post(`/${stack.database('directory')}/_bulk_docs`, { docs: [asDocument(own)] })
  expect(await brought.json()).toMatchObject([{ error: 'forbidden', reason: '{"code":"not-allowed"}' }])
  expect((await carryOut(chief!.headers, { account: keeper!.name })).status).toBe(400)
  expect((await signedIn(stack.url, keeper!.name, keeper!.password)).state).toBe('waiting')
})

test('after ten at once the next one waits', async () => {
  const asks = () =>
    carryOut(chief!.headers, { account: keeper!.name, fact: '01936a1c-8f2f-7abc-8def-000000000001' })
  for (let i = 0; i < 10; i++) expect((await asks()).status).toBe(403)
  const waits = await asks()
  expect([waits.status, Number(waits.headers.get('retry-after')) > 0]).toEqual([429, true])
})
