import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { databaseName, quarterOf } from '#lib/domain/database-names.ts'
import type { Role } from '#lib/domain/roles.ts'
import { removeAccount } from '../remove-account.ts'
import { first, ownMemory, TestPhone } from './phone.ts'
import { inTime, named, startTestServer, type TestServer } from './server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterEach(() => TestPhone.closeAll())
afterAll(() => server.stop())

let accounts = 0
async function somebody(...roles: Role[]): Promise<string> {
  const name = named(`nguoi-${accounts++}`)
  await server.account(name, roles)
  return name
}
const gates = () => server.couch.nano.use(databaseName(server.unit, 'gates', quarterOf(Date.now())))
const counts = (phone: TestPhone) => first(phone.store.counts())
const ids = async (phone: TestPhone) => (await phone.facts()).map(({ id }) => id)
/** Another phone asks, which brings nothing meanwhile. */
async function isKnown(account: string, ...roles: Role[]): Promise<void> {
  const asking = await TestPhone.open(server, account)
  await inTime(async () => {
    await asking.exchange()
    expect(asking.identity.roles).toEqual(roles.map((role) => `${server.unit}:${role}`))
  })
}

test('a role that is taken away deletes nothing: what waits is taken by the roles of its time, what was received stays', async () => {
  const account = await somebody('keeper')
  const phone = await TestPhone.open(server, account)
  const other = await TestPhone.open(server, await somebody('keeper'))
  const theirs = await other.write()
  await other.exchange()
  await phone.exchange()
  const waiting = [await phone.write(), await phone.write()]
  // The books of gates are closed to that role, not to what was recorded before.
  await server.account(account, ['province-hui'])
  await isKnown(account, 'province-hui')
  await inTime(async () => {
    await phone.exchange()
    expect(await counts(phone)).toEqual({ pending: 0, refused: 0, kept: 0 })
  })
  expect(await ids(phone)).toEqual(expect.arrayContaining([theirs.id, ...waiting.map(({ id }) => id)]))

  for (const { id, sig } of waiting) expect(await gates().get(id)).toMatchObject({ sig })
})

test('who may still read but not write has it refused, word for word on the phone', async () => {
  const account = await somebody('keeper')
  const phone = await TestPhone.open(server, account)
  await phone.exchange()
  await server.account(account, ['ubnd'])
  await isKnown(account, 'ubnd')
  const fact = await phone.write()
  await inTime(async () => {
    await phone.exchange()
    expect(await counts(phone)).toEqual({ pending: 0, refused: 1, kept: 0 })
  })
  expect(await first(phone.store.inState('refused', 9))).toMatchObject([
    { id: fact.id, n: fact.n, body: fact.body, sig: fact.sig, reason: 'not-allowed' }
  ])
})

test('an account that the server has no more keeps everything, and sends it once it is back', async () => {
  const account = await somebody('keeper')
  const phone = await TestPhone.open(server, account)
  await phone.exchange()
  const fact = await phone.write()
  await removeAccount(server.couch.nano, account)
  await inTime(async () => expect(await phone.exchange()).toEqual({ end: 'signed-out' }))
  expect(await counts(phone)).toEqual({ pending: 1, refused: 0, kept: 0 })
  await server.account(account, ['keeper'])
  await inTime(async () => expect(await phone.exchange()).toEqual({ end: 'done' }))
  expect(await gates().get(fact.id)).toMatchObject({ sig: fact.sig, by: account })
})

test('two accounts on one phone: each with its own key and numbers; nobody’s waiting facts go or leave with the other', async () => {
  const disk = new Map()
  const [one, two] = [await somebody('keeper'), await somebody('keeper')]
  const mine = await TestPhone.open(server, one, { storage: ownMemory(disk) })
  const [first1, second1] = [await mine.write(), await mine.write()]
  await mine.store.close()

  const theirs = await TestPhone.open(server, two, { storage: ownMemory(disk) })
  const other = await theirs.write()
  expect([other.n, other.by]).toEqual([1, two])
  expect(other.device).not.toBe(first1.device)
  expect(await ids(theirs)).toEqual([other.id])
  expect(await theirs.exchange()).toEqual({ end: 'done' })
  await expect(gates().get(first1.id)).rejects.toThrow('missing')
  await theirs.store.close()

  // The cookie in the jar is still the other's.
  const again = await TestPhone.open(server, one, { storage: ownMemory(disk), keys: mine.keys })
  again.cookie = theirs.cookie
  expect(await counts(again)).toEqual({ pending: 2, refused: 0, kept: 0 })
  expect(await again.exchange()).toEqual({ end: 'done' })
  for (const { id, device } of [first1, second1])
    expect(await gates().get(id)).toMatchObject({ by: one, device })
  expect((await again.write()).n).toBe(3)
})
