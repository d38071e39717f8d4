import mqtt, { type IClientOptions } from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionAnswer } from '#lib/domain/access/session.ts'
import { photoDatabase } from '#lib/domain/database-names.ts'
import { isCertified } from '#lib/domain/directory/certified.ts'
import { deviceOf, rolesAt } from '#lib/domain/directory/directory.ts'
import { endOfDay, type LastDays } from '#lib/domain/directory/role-ends.ts'
import { approversOf, commandersAt } from '#lib/domain/directory/vouching/vouching-bar.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { holderAtGate } from '#lib/domain/gates/contract/keys.ts'
import type { Role } from '#lib/domain/roles.ts'
import { isUnconfirmed, keyFor } from '#lib/domain/trust.ts'
import { eligibilityOf } from '../../../sync-server/push/audience.ts'
import type { Subscription } from '../../../sync-server/push/subscriptions.ts'
import { takeEndedRoles } from '../../../sync-server/directory/take-ended-roles.ts'
import type { ProvisionReport } from '../../../sync-server/provision/provision.ts'
import { readAccount } from '../../../sync-server/sessions/accounts.ts'
import { asDocument, TestDevice } from '../../facts.ts'
import { partDocuments, someBytes } from '../../photo.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { until } from '../../until.ts'

/** Accounts whose roles end by date, by the server's clock, which here only goes on: each test ends a day. */
let stack: TestStack
let colleague: TestAccount
let ahead = 0
const now = () => Date.now() + ahead
beforeAll(async () => {
  stack = await startTestStack({ now })
  await stack.motorGates('cong-1b')
  colleague = await stack.account('commander')
})
afterAll(() => stack.stop())

const minute = 60_000
/** The day that it is in Vietnam by the server's clock. */
const today = () => new Date(now() + 7 * 3_600_000).toISOString().slice(0, 10)
const passTo = (ms: number) => (ahead = ms - Date.now())

function lists({ name }: TestAccount, roles: Role[], last: LastDays): Promise<ProvisionReport> {
  const account = {
    account: name,
    password: '',
    name: `Người ${name}`,
    rolesByUnit: new Map([[stack.unit, roles]]),
    untilByUnit: new Map([[stack.unit, last]])
  }
  return stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [account],
    gates: []
  })
}
async function ending(role: Role) {
  const who = await stack.account(role)
  const day = today()
  await lists(who, [role], { [role]: day })
  await until(async () => (await stack.directories.of(stack.unit)).roleEnds.has(who.name))
  return { who, day, end: endOfDay(day) }
}
const noteOf = ({ device }: TestAccount, ms = now()) => device.note(stack.unit, { ms })
async function session(who: TestAccount): Promise<{ state: string; roles: string[] }> {
  const answer = await fetch(`${stack.url}/session`, { headers: who.headers })
  const { state, roles } = (await answer.json()) as SessionAnswer
  return { state, roles }
}
async function brings(who: TestAccount, fact: Envelope): Promise<object | undefined> {
  const path = `/${stack.database(fact.book as 'gates')}/_bulk_docs`
  const answer = await who.post(path, { docs: [asDocument(fact)] })
  return ((await answer.json()) as object[])[0]
}
/** Writes into the directory; after the last fact that a test wrote there, whatever the true time is. */
async function says(who: TestAccount, type: string, stream: string, body: object) {
  const fact = who.device.fact(stack.unit, 'directory', `directory.${type}`, stream, body, { ms: now() })
  expect(await brings(who, fact)).toMatchObject({ ok: true })
}
/** Asks for the pass of a locked phone. */
function alarmPass({ name }: TestAccount, key: TestDevice): Promise<Response> {
  const p = JSON.stringify({
    v: 1,
    asks: 'alarm-pass',
    unit: stack.unit,
    account: name,
    key: key.id,
    at: now()
  })
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': `10.0.0.${++asked}` }
  const body = JSON.stringify({ p, s: key.sign(p) })
  return fetch(`${stack.url}/broker/alarm`, { method: 'POST', headers, body })
}
let asked = 0
const refused = { error: 'forbidden', reason: '{"code":"not-allowed"}' }
const pass = (who: TestAccount) => fetch(`${stack.url}/broker`, { method: 'POST', headers: who.headers })
const read = async (who: TestAccount, path: string) => {
  const answer = await who.db(path)
  await answer.arrayBuffer().catch(() => {})
  return answer.status
}

test('a keeper whose right ended yesterday reads nothing, commands nothing, and what they had recorded arrives', async () => {
  const { who: keeper, day, end } = await ending('keeper')
  await stack.entrust(keeper.name, 'cong-1b')
  const [before, carried] = [noteOf(keeper), noteOf(keeper)]
  const alarmKey = new TestDevice(keeper.name)
  await says(colleague, 'alarm-keys-allowed', `unit/${stack.unit}`, { allowed: true })
  await says(keeper, 'alarm-key-set', `device/${keeper.device.id}`, {
    alarmKey: { id: alarmKey.id, key: alarmKey.publicKey }
  })
  await until(async () => (await alarmPass(keeper, alarmKey)).status === 200)
  const phone = { account: keeper.name, unit: stack.unit, device: keeper.device.id } as Subscription
  const audience = { book: 'gates', to: undefined, calls: () => true } as const
  const pushed = async () => eligibilityOf(stack.couch.nano, await stack.known(), phone, audience, now())
  expect(await pushed()).toMatchObject({ account: keeper.name })
  const gates = `/${stack.database('gates')}`
  expect([await read(keeper, `${gates}/_all_docs`), (await pass(keeper)).status]).toEqual([200, 200])
  passTo(end + 1)
  // No daily work has run.
  expect((await readAccount(stack.couch.nano, keeper.name))?.held).toEqual([`${stack.unit}:keeper`])
  for (const path of ['_all_docs', '_changes', '_changes?feed=longpoll&since=0&timeout=50000'])
    expect([path, await read(keeper, `${gates}/${path}`)]).toEqual([path, 403])
  expect(await read(keeper, `/${stack.database('directory')}/_all_docs`)).toBe(403)
  expect((await pass(keeper)).status).toBe(403)
  expect((await alarmPass(keeper, alarmKey)).status).toBe(403)
  expect(await pushed()).toBe('not-now')
  const devices = await fetch(`${stack.url}/devices`, { headers: keeper.headers })
  expect(devices.status).toBe(403)
  expect(await session(keeper)).toEqual({ state: 'ended', roles: [] })
  const known = await stack.directories.of(stack.unit)
  const sought = { account: keeper.name, key: keeper.device.id, gate: 'cong-1b' }
  expect(holderAtGate(known, sought, now())).toMatchObject({ roles: [], closing: [], standing: 'revoked' })

  expect(await brings(keeper, before)).toMatchObject({ ok: true })
  expect(await brings(colleague, { ...carried, via: colleague.name })).toMatchObject({ ok: true })
  const after = noteOf(keeper, end + minute)
  expect(await brings(keeper, after)).toMatchObject(refused)
  expect(await brings(colleague, { ...after, via: colleague.name })).toMatchObject(refused)
  const taken = { ...before, took: now() }
  expect([isUnconfirmed(taken, known), keyFor(taken, known)]).toEqual([false, keeper.device.publicKey])
  const pictures = photoDatabase({ unit: stack.unit, place: 'pictures', at: now() })
  const docs = partDocuments(someBytes(1_000), keeper.name)
  expect(await (await keeper.post(`/${pictures}/_bulk_docs`, { docs })).json()).toMatchObject([{ ok: true }])

  // The daily work takes the role out of CouchDB's account; what was recorded before still comes, and again nothing changes.
  expect(await takeEndedRoles([stack.unit], stack.tools)).toBe(1)
  expect(await readAccount(stack.couch.nano, keeper.name)).toMatchObject({
    held: [],
    past: [`${stack.unit}:keeper`]
  })
  expect(await session(keeper)).toEqual({ state: 'ended', roles: [] })
  const late = noteOf(keeper, end - minute)
  expect(await brings(keeper, late)).toMatchObject({ ok: true })
  expect(await takeEndedRoles([stack.unit], stack.tools)).toBe(0)
  expect(await lists(keeper, ['keeper'], { keeper: day })).toMatchObject({ users: [], facts: 0 })
})

test('at the end of the day what is open closes: long polls and passes to the broker', async () => {
  const { who: keeper, end } = await ending('keeper')
  const answer = await pass(keeper)
  const { url, expiresAt, ...asked } = (await answer.json()) as {
    url: string
    expiresAt: string
  } & IClientOptions
  expect(Date.parse(expiresAt)).toBeLessThanOrEqual(end)
  const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0, ...asked }, false)
  client.on('error', () => {})
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
  const gates = `/${stack.database('gates')}/_changes`
  const { last_seq: seq } = (await (await keeper.db(gates)).json()) as { last_seq: string }
  const poll = keeper
    .db(`${gates}?feed=longpoll&since=${seq}&timeout=50000`)
    .then((response) => response.text())
    .then(
      () => 'answered',
      () => 'closed'
    )
  // The poll is under way once the server has judged it.
  await until(async () => (await read(keeper, `/${stack.database('gates')}/_all_docs`)) === 200)
  const began = performance.now()
  passTo(end + 1)
  expect(await poll).toBe('closed')
  await closed
  expect(performance.now() - began).toBeLessThan(20_000)
})

test('a role that goes on keeps what it gives', async () => {
  const both = await stack.account('officer', 'ubnd')
  const day = today()
  const end = endOfDay(day)
  await lists(both, ['officer', 'ubnd'], { officer: day })
  await until(async () => (await stack.directories.of(stack.unit)).roleEnds.has(both.name))
  const before = noteOf(both)
  passTo(end + 1)
  expect(await session(both)).toEqual({
    state: 'approved',
    roles: [`${stack.unit}:ubnd`]
  })
  expect(await read(both, `/${stack.database('incidents')}/_all_docs`)).toBe(403)
  expect(await read(both, `/${stack.database('movement')}/_all_docs`)).toBe(200)
  expect(await brings(both, before)).toMatchObject({ ok: true })
  expect(await brings(both, noteOf(both, end + minute))).toMatchObject(refused)
})

test('a role that is prolonged counts again, and not for the days between', async () => {
  const { who: keeper, end } = await ending('keeper')
  passTo(end + 1)
  expect(await read(keeper, `/${stack.database('gates')}/_all_docs`)).toBe(403)
  await takeEndedRoles([stack.unit], stack.tools)
  ahead += 60 * minute
  await lists(keeper, ['keeper'], { keeper: '2099-12-31' })
  await until(async () => (await session(keeper)).state === 'approved')
  expect(await read(keeper, `/${stack.database('gates')}/_all_docs`)).toBe(200)
  expect((await readAccount(stack.couch.nano, keeper.name))?.past).toBeUndefined()
  expect(await brings(keeper, noteOf(keeper, end + 5 * minute))).toMatchObject(refused)
  expect(await brings(keeper, noteOf(keeper, now()))).toMatchObject({ ok: true })
})

test('a commander whose right has ended stands in nobody’s way: the last one approves a phone of their own', async () => {
  const { who: deputy, end } = await ending('commander')
  const own = new TestDevice(colleague.name)
  expect(await brings(colleague, own.enrolment(stack.unit, { ms: now() }))).toMatchObject({ ok: true })
  const approval = () => {
    const from = new Date(0).toISOString()
    const body = { account: own.account, device: own.id, roles: ['commander'], from }
    return [colleague, 'directory.device-approved', `device/${own.id}`, body] as const
  }
  const approves = ([{ device }, type, stream, body] = approval()) =>
    brings(colleague, device.fact(stack.unit, 'directory', type, stream, body, { ms: now() }))
  expect(await approves()).toMatchObject(refused)
  passTo(end + 1)
  const before = await stack.known()
  expect(commandersAt(before, now())).toEqual([colleague.name])
  const phone = { account: deputy.name, introducedAt: now() }
  expect(approversOf(before, phone, now())).toEqual([colleague.name])
  expect(await approves()).toMatchObject({ ok: true })
  expect(deviceOf(await stack.known(), own.account, own.id)?.approved).toBe(true)
})

test('a keeper whose right has ended gets no other one by the approval of a commander', async () => {
  const { who: keeper, end } = await ending('keeper')
  passTo(end + minute)
  const { device } = keeper
  const from = new Date(0).toISOString()
  const body = { account: keeper.name, device: device.id, roles: ['officer', 'agent'], from }
  await says(colleague, 'device-approved', `device/${device.id}`, body)
  const certified = async () =>
    deviceOf(await stack.directories.of(stack.unit), keeper.name, device.id)!.certificates.length
  await until(async () => (await certified()) > 0)
  ahead += minute
  const facts = [
    device.fact(
      stack.unit,
      'incidents',
      'incidents.incident-reported',
      'incident/x',
      { category: 'theft', text: 'Mất xe' },
      { ms: now() }
    ),
    device.fact(
      stack.unit,
      'gates',
      'gates.event-reported',
      'gate/cong-1b',
      { kind: 'completed', source: 'wall' },
      { ms: now() }
    )
  ]
  const known = await stack.known()
  expect(rolesAt(known, keeper.name, device.id, now())).toEqual([])
  const unread = { error: 'held', reason: '{"code":"unknown-unit"}' }
  const answers = [await brings(keeper, facts[0]!), await brings(keeper, facts[1]!)]
  expect(answers).toMatchObject([unread, refused])
  for (const fact of facts) expect(isCertified(fact, known, null, now())).toBe(false)
})

test('a commander whose right has ended approves nobody, whatever time their phone signs', async () => {
  const { who: commander, end } = await ending('commander')
  const fresh = new TestDevice((await stack.account('officer')).name)
  await brings(colleague, { ...fresh.enrolment(stack.unit), via: colleague.name })
  passTo(end + 1)
  const body = {
    account: fresh.account,
    device: fresh.id,
    roles: ['officer'],
    from: new Date(0).toISOString()
  }
  const approval = commander.device.fact(
    stack.unit,
    'directory',
    'directory.device-approved',
    `device/${fresh.id}`,
    body,
    { ms: end - minute }
  )
  expect(await brings(commander, approval)).toMatchObject(refused)
  expect(await brings(colleague, { ...approval, via: colleague.name })).toMatchObject(refused)
  expect(deviceOf(await stack.known(), fresh.account, fresh.id)?.admitted ?? false).toBe(false)
})
