import { pbkdf2Sync, randomBytes } from 'node:crypto'
import type { ServerScope } from 'nano'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setPassword, writeUsers } from '../../../sync-server/provision/users.ts'
import { signedIn } from '../../devices/session.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { until } from '../../until.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())

test('a new password ends the sessions that the old one opened; roles stay', async () => {
  const who = await stack.account('commander')
  const statusOf = async () => (await who.db(`/${stack.database('private')}/_all_docs?limit=1`)).status
  expect(await statusOf()).toBe(200)
  expect(
    await setPassword(stack.couch.nano, who.name, 'mật khẩu mới', stack.store.reset(who.name, Date.now()))
  ).toBe(true)
  // The gateway remembers for a moment whose a session is.
  await expect.poll(statusOf).toBe(401)
  await expect(signedIn(stack.url, who.name, who.password)).rejects.toThrow('401')
  expect((await signedIn(stack.url, who.name, 'mật khẩu mới')).roles).toEqual(who.roles)
})

test('an account whose password only an Apache CouchDB can check signs in with its new one on either, and goes into a backup as such', async () => {
  const who = await stack.account('keeper')
  const users = stack.couch.nano.use<Record<string, unknown>>('_users')
  const id = `org.couchdb.user:${who.name}`
  const salt = randomBytes(16).toString('hex')
  const hash = {
    password_scheme: 'pbkdf2',
    pbkdf2_prf: 'sha256',
    iterations: 10_000,
    salt,
    derived_key: pbkdf2Sync('cũ', salt, 10_000, 32, 'sha256').toString('hex')
  }
  await users.insert({ ...(await users.get(id)), ...hash } as never)
  await setPassword(stack.couch.nano, who.name, 'mật khẩu mới', stack.store.reset(who.name, Date.now()))
  await signedIn(stack.url, who.name, 'mật khẩu mới')
  if (stack.couch.embedded) expect(await users.get(id)).not.toHaveProperty('pbkdf2_prf')
})

test('of an account that is not there nothing is made', async () => {
  expect(
    await setPassword(stack.couch.nano, 'khong-co', 'mật khẩu mới', stack.store.reset('khong-co', Date.now()))
  ).toBe(false)
  const users = stack.couch.nano.use('_users')
  await expect(users.get('org.couchdb.user:khong-co')).rejects.toMatchObject({ statusCode: 404 })
})

/** The server, on which an account is rewritten between the first look at it and the writing, as CouchDB does at a sign-in. */
function rewriting(nano: ServerScope): ServerScope {
  let times = 1
  const use = (name: string) => {
    const users = nano.use(name)
    const get = async (id: string) => {
      const seen = await users.get(id)
      if (times-- > 0) await users.insert(seen)
      return seen
    }
    return { get, insert: users.insert.bind(users) }
  }
  return { use } as unknown as ServerScope
}

test('an account that its owner’s sign-in rewrites just then has its new password and its new roles all the same', async () => {
  const who = await stack.account('keeper')
  expect(
    await setPassword(
      rewriting(stack.couch.nano),
      who.name,
      'mật khẩu mới',
      stack.store.reset(who.name, Date.now())
    )
  ).toBe(true)
  await signedIn(stack.url, who.name, 'mật khẩu mới')
  const rolesByUnit = new Map([[stack.unit, ['officer' as const]]])
  const wanted = { account: who.name, password: '', name: who.name, rolesByUnit }
  expect(await writeUsers(rewriting(stack.couch.nano), [wanted], Date.now())).toEqual([who.name])
  await until(
    async () => (await signedIn(stack.url, who.name, 'mật khẩu mới')).roles[0] === `${stack.unit}:officer`
  )
})
