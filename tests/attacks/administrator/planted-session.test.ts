import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseOf } from '#lib/domain/database-names.ts'
import { digest, tokenText } from '../../../sync-server/sessions/credentials.ts'
import { sessionsDatabase } from '../../../sync-server/sessions/session-store.ts'
import { password } from '../../courier/server.ts'
import { askSession, openSession, type TestSession } from '../../devices/session.ts'
import { asDocument, TestDevice } from '../../facts.ts'
import { until } from '../../until.ts'
import { AdministratorWorld, deleteAll } from './administrator-world.ts'

/** Somebody with CouchDB's password makes a session of the commander's, or brings an ended one back. */
let world: AdministratorWorld
let [commander, keeper]: TestSession[] = []
beforeAll(async () => {
  world = await AdministratorWorld.start()
  commander = await world.member('commander')
  keeper = await world.member('keeper')
})
afterAll(() => world.stop())

const secret = () => randomBytes(24).toString('base64url')
const post = (path: string, { headers }: Pick<TestSession, 'headers'>, body: object = {}) =>
  fetch(`${world.server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })

/** Plants a session of that phone under a key of the attacker's, on top of what a document says; returns its headers. */
async function plants({ name, device }: TestSession, key: TestDevice, doc: object = {}) {
  const [cookie, token] = [secret(), secret()]
  await world.plant(sessionsDatabase, {
    ...doc,
    _id: `${name} ${device.id}`,
    account: name,
    device: device.id,
    key: key.publicKey,
    cookie: digest(cookie),
    tokens: [digest(token)],
    nonces: [],
    provedAt: Date.now(),
    seenAt: Date.now()
  })
  return {
    'content-type': 'application/json',
    cookie: `antt-${device.id.slice(0, 12)}=${cookie}`,
    'x-antt': tokenText(name, device.id, token)
  }
}

test.each(['without a seal', 'with the seal that was there', 'with that of a colleague'] as const)(
  'a planted session of the commander %s admits no record, gives no pass and ends nobody’s',
  async (sealed) => {
    commander = await world.reopened(commander!.device)
    keeper = await world.reopened(keeper!.device)
    const foreign = new TestDevice(commander.name)
    const seals = {
      'without a seal': {},
      'with the seal that was there': await world.sessionOf(commander),
      'with that of a colleague': await world.sessionOf(keeper)
    }
    const headers = await plants(commander, foreign, seals[sealed])
    const note = foreign.note(world.unit, { device: commander.device.id })
    expect(
      (
        await post(
          `/db/${databaseOf({ ...note, book: 'gates' })}/_bulk_docs`,
          { headers },
          { docs: [asDocument(note)] }
        )
      ).status
    ).toBe(401)
    expect((await post('/broker', { headers })).status).toBe(401)
    const meant = { account: keeper.name, device: keeper.device.id }
    expect((await post('/session/end', { headers }, meant)).status).toBe(401)
    expect((await fetch(`${world.server.url}/session`, { headers: keeper.headers })).status).toBe(200)
    // The commander's own phone opens another one by its key, in the place of what was planted.
    expect((await world.reopened(commander.device)).state).toBe('approved')
    expect((await fetch(`${world.server.url}/session`, { headers })).status).toBe(401)
  }
)

test('a planted session introduces no phone that only a carrier brought', async () => {
  const phone = new TestDevice(keeper!.name)
  keeper = await world.reopened(keeper!.device)
  commander = await world.reopened(commander!.device)
  await world.brings(commander, phone.enrolment(world.unit))
  await plants({ ...keeper, device: phone }, phone)
  // A look at the unit, which the next change of its directory causes, is over once this carried phone is introduced.
  const honest = new TestDevice(keeper.name)
  await world.brings(commander, honest.enrolment(world.unit))
  await openSession(world.server.url, honest, password)
  const introduced = async () => {
    const { devices } = await world.server.directories.anew(world.unit)
    return devices.filter(({ firstHand }) => firstHand).map(({ id }) => id)
  }
  await until(async () => (await introduced()).includes(honest.id))
  expect(await introduced()).not.toContain(phone.id)
})

test('a session that was ended by hand stays ended when its document comes back, is deleted, and after a restart', async () => {
  const officer = await world.member('officer')
  commander = await world.reopened(commander!.device)
  const before = await world.sessionOf(officer)
  const meant = { account: officer.name, device: officer.device.id }
  expect((await post('/session/end', commander, meant)).status).toBe(200)
  const isOut = async () => {
    const { headers } = officer
    await until(async () => (await fetch(`${world.server.url}/session`, { headers })).status === 401)
    expect((await fetch(`${world.server.url}/session`, { headers })).status).toBe(401)
    const asked = await askSession(world.server.url, officer.device)
    expect([asked.status, await asked.json()]).toMatchObject([401, { reason: 'password' }])
  }
  await isOut()
  await world.plant(sessionsDatabase, before)
  await isOut()
  await deleteAll(world.server.couch, sessionsDatabase, [before._id])
  await isOut()
  await world.server.whileDown(async () => {})
  await isOut()
  await world.plant(sessionsDatabase, before)
  await isOut()
  expect((await openSession(world.server.url, officer.device, password)).state).toBe('approved')
  expect((await world.reopened(officer.device)).state).toBe('approved')
})

test('a reset of the password that is deleted, or set back, still asks each phone for the new one', async () => {
  const officer = await world.member('officer')
  const { store, couch } = world.server
  const id = `org.couchdb.user:${officer.name}`
  const before = await world.stored('_users', id)
  const [resetAt, seal] = [Date.now() + 1_000, 'A'.repeat(43)]
  // What nobody sealed orders nothing.
  await world.plant('_users', { ...before, resetAt, resetSeal: seal })
  expect((await world.reopened(officer.device)).state).toBe('approved')
  await world.plant('_users', { ...before, ...store.reset(officer.name, Date.now()) })
  const asks = async () => (await askSession(world.server.url, officer.device)).status
  await until(async () => (await asks()) === 401)
  await world.plant('_users', before)
  expect(await asks()).toBe(401)
  await world.server.whileDown(async () => {})
  expect(await asks()).toBe(401)
  expect(couch.embedded).toBe(world.server.couch.embedded)
})
