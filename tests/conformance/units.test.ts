import { mkdtempSync, rmSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SessionAnswer } from '#lib/domain/access/session.ts'
import { databaseName } from '#lib/domain/database-names.ts'
import { deviceOf, rolesAt } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { rolesIn, type Role } from '#lib/domain/roles.ts'
import { directoryOf } from '../../sync-server/directory/unit-directory.ts'
import { factsIn, factWriter, serverAccount } from '../../sync-server/fact-writer.ts'
import { crossCertify } from '../../sync-server/provision/cross-certify.ts'
import { certifyServer } from '../../sync-server/provision/provision.ts'
import { loadServerDevice } from '../../sync-server/server-device.ts'
import { readAccount } from '../../sync-server/sessions/accounts.ts'
import { askSession, openSession, type TestSession } from '../devices/session.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { approve, startTestStack, type TestStack } from '../stack.ts'
import { until } from '../until.ts'

/** Accounts with roles in several units: their home, the first by name, approves their phones; the server tells the others. */
let stack: TestStack
let [home, other] = ['', '']
let chief: TestSession
beforeAll(async () => {
  stack = await startTestStack()
  ;[home = '', other = ''] = [stack.unit, await stack.anotherUnit()].sort()
  chief = await member([home, ['commander']])
})
afterAll(() => stack.stop())

type Held = [unit: string, roles: Role[]]
const gives = (account: string, ...held: Held[]) =>
  stack.provision({
    units: held.map(([id]) => ({ id, name: 'Thử', kind: 'xã' })),
    accounts: [{ account, password: 'mat-khau-thu', name: account, rolesByUnit: new Map(held) }],
    gates: []
  })
const newName = () => `tk-${randomBytes(4).toString('hex')}`
/** An account whose phone its home unit has approved. */
async function member(...held: Held[]): Promise<TestSession> {
  const device = new TestDevice(newName())
  await gives(device.account, ...held)
  await approve(stack, device.enrolment(held.map(([unit]) => unit).sort()[0]!))
  return openSession(stack.url, device)
}
const known = (unit: string) => directoryOf(stack.couch.nano, unit, stack.tools.roots)
const rolesNow = async (unit: string, { account, id }: TestDevice) =>
  rolesAt(await known(unit), account, id, Date.now()).join()
const become = (unit: string, { device }: TestSession, roles: string) =>
  until(async () => (await rolesNow(unit, device)) === roles)

async function brings(who: TestSession, fact: Envelope): Promise<object | undefined> {
  const { unit, book } = fact
  const database =
    book === 'gates' ? stack.database('gates').replace(stack.unit, unit) : databaseName(unit, 'directory', '')
  const [row] = (await (
    await who.post(`/${database}/_bulk_docs`, { docs: [asDocument(fact)] })
  ).json()) as object[]
  return row
}
async function says(type: string, stream: string, body: object): Promise<Envelope> {
  const fact = chief.device.fact(home, 'directory', `directory.${type}`, stream, body)
  expect(await brings(chief, fact)).toMatchObject({ ok: true })
  return fact
}

describe('a phone that its home unit approved', () => {
  test('writes in the other unit with the roles held there, and a colleague there carries its records', async () => {
    const both = await member([home, ['officer']], [other, ['keeper']])
    const colleague = await member([other, ['keeper']])
    await become(other, both, 'keeper')
    expect(await brings(both, both.device.note(other))).toMatchObject({ ok: true })
    const carried = { ...both.device.note(other), via: colleague.name }
    expect(await brings(colleague, carried)).toMatchObject({ ok: true })
    expect(deviceOf(await known(other), both.name, both.device.id)).toMatchObject({
      label: 'Máy thử',
      firstHand: true
    })
  })

  test('is certified in no time before its account had the role there', async () => {
    const both = await member([home, ['officer']])
    const before = Date.now() - 1
    await gives(both.name, [other, ['commander']])
    await become(other, both, 'commander')
    const { account, id } = both.device
    expect(rolesAt(await known(other), account, id, before)).toEqual([])
    const backdated = both.device.note(other, { ms: before - 3_600_000 })
    expect(await brings(both, backdated)).toMatchObject({ error: 'held', reason: '{"code":"not-approved"}' })
  })

  test('is out in the other unit as soon as its home revokes it, and back when that readmits it', async () => {
    const both = await member([home, ['officer']], [other, ['keeper']])
    const colleague = await member([other, ['keeper']])
    await become(other, both, 'keeper')
    const { id } = both.device
    const stream = `device/${id}`
    // As the gateway knows it, which follows.
    const isOut = async () =>
      deviceOf(await stack.directories.of(other), both.name, id)!.barrings.at(-1)?.until === null
    const revocation = await says('device-revoked', stream, { device: id, reason: 'Mất máy', stands: [] })
    await until(isOut)
    const late = { ...both.device.note(other), via: colleague.name }
    expect(await brings(colleague, late)).toMatchObject({ error: 'held', reason: '{"code":"barred"}' })
    await says('device-readmitted', stream, { device: id, revocation: revocation.id })
    await until(async () => !(await isOut()))
    await become(other, both, 'keeper')
  })

  test('loses and gets its roles there with the account, by provisioning', async () => {
    const both = await member([home, ['officer']], [other, ['keeper']])
    await become(other, both, 'keeper')
    await gives(both.name, [other, ['hamlet', 'keeper']])
    await become(other, both, 'keeper,hamlet')
    await gives(both.name, [other, []])
    await become(other, both, '')
    await gives(both.name, [other, ['keeper']])
    await become(other, both, 'keeper')
  })
})

test('an account suspended at home is suspended in the other unit, and restored with it', async () => {
  const both = await member([home, ['officer']], [other, ['keeper']])
  await become(other, both, 'keeper')
  const stream = `account/${both.name}`
  const suspension = await says('account-suspended', stream, {
    account: both.name,
    reason: 'Nghỉ',
    stands: []
  })
  await become(other, both, '')
  await says('account-restored', stream, { account: both.name, suspension: suspension.id })
  await become(other, both, 'keeper')
})

test('a commander who suspends an account that never was in their unit ends nothing of it elsewhere', async () => {
  const stranger = await member([other, ['keeper']])
  const body = { account: stranger.name, reason: 'Không phải người của tôi', stands: [] }
  const { id } = await says('account-suspended', `account/${stranger.name}`, body)
  // The next reading of that directory counts both.
  await until(async () => (await stack.directories.of(home)).barrings.accounts.has(stranger.name))
  await says('account-restored', `account/${stranger.name}`, { account: stranger.name, suspension: id })
  await until(async () =>
    (await stack.directories.of(home)).barrings.accounts
      .get(stranger.name)
      ?.every(({ until }) => until !== null)
  )
  expect((await fetch(`${stack.url}/session`, { headers: stranger.headers })).status).toBe(200)
})

test('a phone goes along when its account moves to another unit', async () => {
  const next = await stack.anotherUnit()
  const moved = await member([other, ['officer']])
  await gives(moved.name, [other, []], [next, ['officer']])
  await become(next, moved, 'officer')
  await become(other, moved, '')
  const session = await openSession(stack.url, moved.device)
  expect(session.state).toBe('approved')
  expect(await brings(session, moved.device.note(next))).toMatchObject({ ok: true })
  // What it recorded before stays the other unit's, with the roles of that time.
  const before = moved.device.note(other, { ms: Date.now() - 3_600_000 })
  expect(await brings(session, before)).toMatchObject({ ok: true })
  expect(await brings(session, moved.device.note(other, { ms: Date.now() + 600_000 }))).toMatchObject({
    error: 'forbidden',
    reason: '{"code":"not-allowed"}'
  })
})

describe('nobody gains in the other unit', () => {
  test('by an enrolment at home that nobody approved', async () => {
    const both = await member([home, ['officer']], [other, ['keeper']])
    await become(other, both, 'keeper')
    const waiting = new TestDevice(both.name)
    expect(await brings(both, waiting.enrolment(home))).toMatchObject({ ok: true })
    await settled(both)
    expect(deviceOf(await known(other), both.name, waiting.id)).toBeUndefined()
  })

  test('by roles that the commander at home names: only those count that the account holds there', async () => {
    const both = await member([home, ['officer']], [other, ['keeper']])
    await become(other, both, 'keeper')
    const body = {
      account: both.name,
      device: both.device.id,
      roles: ['hamlet', 'officer'],
      from: new Date(0).toISOString()
    }
    await says('device-approved', `device/${both.device.id}`, body)
    await settled(both)
    expect(await rolesNow(other, both.device)).toBe('keeper')
    // Nor one who holds nothing there.
    const native = await member([home, ['officer']])
    await says('device-approved', `device/${native.device.id}`, {
      ...body,
      account: native.name,
      device: native.device.id
    })
    await settled(both)
    expect(deviceOf(await known(other), native.name, native.device.id)).toBeUndefined()
  })

  test('by a key that the commander at home carried in their name and approved', async () => {
    const both = await member([home, ['officer']], [other, ['keeper']])
    const stolen = new TestDevice(both.name)
    expect(await brings(chief, { ...stolen.enrolment(home), via: chief.name })).toMatchObject({ ok: true })
    const body = {
      account: both.name,
      device: stolen.id,
      roles: ['officer'],
      from: new Date(0).toISOString()
    }
    await says('device-approved', `device/${stolen.id}`, body)
    await settled(both)
    expect(deviceOf(await known(home), both.name, stolen.id)!.admitted).toBe(false)
    expect(deviceOf(await known(other), both.name, stolen.id)).toBeUndefined()
  })
})

test('it is written once, and by two servers at once no harm is done', async () => {
  const both = await member([home, ['officer']])
  const folder = mkdtempSync(join(tmpdir(), 'antt-'))
  const { tools, couch } = stack
  const device = loadServerDevice(join(folder, 'key.json'))
  rmSync(folder, { recursive: true })
  const second = { ...tools, writer: factWriter(couch.nano, device, serverAccount, tools.now, tools.seals) }
  for (const unit of [home, other]) await certifyServer(unit, second)
  const write = (deps: typeof tools) => crossCertify(both.name, [home, other], ['keeper'], deps)
  await Promise.all([write(tools), write(second)])
  expect([await write(tools), await write(second)]).toEqual([0, 0])
  expect(await rolesNow(other, both.device)).toBe('keeper')
  const facts = await factsIn(couch.nano, databaseName(other, 'directory', ''))
  // Each introduces it and certifies it, at most.
  expect(facts.filter(({ stream }) => stream === `device/${both.device.id}`).length).toBeLessThanOrEqual(4)
})

/** Waits until the server has looked at the home directory as it is now. */
async function settled(who: TestSession): Promise<void> {
  const { held } = (await readAccount(stack.couch.nano, who.name))!
  await crossCertify(who.name, [home, other], rolesIn(other, held), stack.tools)
}

test('each session names the root of every unit in which its account has a role, and of no other', async () => {
  const rootOf = (unit: string) => stack.tools.roots.rootOf(unit)!.id
  const both = await member([home, ['officer']], [other, ['officer']])
  await become(other, both, 'officer')
  for (const [who, units] of [
    [both, [home, other]],
    [chief, [home]]
  ] as const) {
    const named = Object.fromEntries(units.map((unit) => [unit, rootOf(unit)]))
    const opened = await askSession(stack.url, who.device)
    expect(await opened.json()).toMatchObject({ roots: named })
    const again = await openSession(stack.url, who.device)
    const { roots } = (await (
      await fetch(`${stack.url}/session`, { headers: again.headers })
    ).json()) as SessionAnswer
    expect(roots).toEqual(named)
  }
})
