import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { TestDevice } from '../../facts.ts'
import { askSession, openSession, signedIn, type TestSession } from '../../devices/session.ts'
import { approve, startTestStack, type TestAccount, type TestStack } from '../../stack.ts'

const chosen = 'ba con gà trống nhỏ'

let stack: TestStack
let keeper: TestAccount
beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())
beforeEach(async () => {
  keeper = await stack.account('keeper')
})

const change = async (headers: Record<string, string>, body: object) => {
  const response = await fetch(`${stack.url}/session/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body)
  })
  return [response.status, ((await response.json()) as { reason?: string }).reason] as const
}
const refusal = async (asked: Promise<Response>) => {
  const response = await asked
  return [response.status, ((await response.json()) as { reason?: string }).reason]
}
const reads = async ({ db }: TestSession) => (await db(`/${stack.database('gates')}/_all_docs`)).status

test('a new password counts at once, the old one no more; this phone goes on, every other is signed out and told by whom', async () => {
  const other = new TestDevice(keeper.name)
  await approve(stack, other.enrolment(stack.unit))
  const beside = await openSession(stack.url, other)
  const waiting = await signedIn(stack.url, keeper.name, keeper.password)
  expect(await change(keeper.headers, { present: keeper.password, wanted: chosen })).toEqual([200, undefined])

  expect(await reads(keeper)).toBe(200)
  expect([await reads(beside), await reads(waiting)]).toEqual([401, 401])
  expect((await openSession(stack.url, keeper.device)).state).toBe('approved')
  const told = await askSession(stack.url, other)
  const by = { by: keeper.name, on: keeper.device.id }
  expect([told.status, await told.json()]).toMatchObject([401, { reason: 'password', ending: by }])
  expect(await refusal(askSession(stack.url, other, keeper.password))).toEqual([401, 'wrong-password'])
  expect(await reads(await openSession(stack.url, other, chosen))).toBe(200)
  expect((await signedIn(stack.url, keeper.name, chosen)).state).toBe('waiting')
  // Once more, from the phone that was signed out: what was chosen is the present one.
  const again = await openSession(stack.url, other)
  expect(await change(again.headers, { present: chosen, wanted: `${chosen} hơn` })).toEqual([200, undefined])
  expect(await reads(keeper)).toBe(401)
})

test('tries count together with those of signing in, and change nothing', async () => {
  for (let i = 0; i < 3; i++)
    expect(await change(keeper.headers, { present: `sai ${i}`, wanted: chosen })).toEqual([
      403,
      'wrong-password'
    ])
  for (let i = 0; i < 2; i++)
    expect(await refusal(askSession(stack.url, new TestDevice(keeper.name), `sai ${i}`))).toEqual([
      401,
      'wrong-password'
    ])
  // Even the right one has to wait now, here and there.
  expect((await change(keeper.headers, { present: keeper.password, wanted: chosen }))[0]).toBe(429)
  expect((await askSession(stack.url, new TestDevice(keeper.name), keeper.password)).status).toBe(429)
  expect(await reads(keeper)).toBe(200)
  expect((await openSession(stack.url, keeper.device)).state).toBe('approved')
})

test('a weak one is refused before the present one is tried, so that it is no try', async () => {
  const weak = ['', 'mười một ch', 'aaaaaaaaaaaaaaaa', `${keeper.name} 2026!`, keeper.password]
  for (const wanted of [...weak, ...weak])
    expect(await change(keeper.headers, { present: keeper.password, wanted })).toEqual([403, 'weak-password'])
  expect(await change(keeper.headers, { present: 'sai', wanted: 'ngắn' })).toEqual([403, 'weak-password'])
  expect((await change(keeper.headers, { present: keeper.password }))[0]).toBe(400)
  expect(await change(keeper.headers, { present: keeper.password, wanted: chosen })).toEqual([200, undefined])
})

test('nobody changes one without a session, or from a phone that waits', async () => {
  const asked = { present: keeper.password, wanted: chosen }
  expect((await change({}, asked))[0]).toBe(401)
  const waiting = await signedIn(stack.url, keeper.name, keeper.password)
  expect(await change(waiting.headers, asked)).toEqual([403, 'not-approved'])
  expect((await signedIn(stack.url, keeper.name, keeper.password)).state).toBe('waiting')
})

test('CouchDB keeps a hash alone, and the roles as they were', async () => {
  await change(keeper.headers, { present: keeper.password, wanted: chosen })
  const user = await stack.couch.nano.use('_users').get(`org.couchdb.user:${keeper.name}`)
  expect(JSON.stringify(user)).not.toContain(chosen)
  expect(user).toMatchObject({ roles: [], held: [`${stack.unit}:keeper`] })
})
