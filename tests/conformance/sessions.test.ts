import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

let stack: TestStack
let keeper: TestAccount

beforeAll(async () => {
  stack = await startTestStack()
  keeper = await stack.account('keeper')
})
afterAll(() => stack.stop())

const signIn = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${stack.url}/db/_session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body)
  })

test('signing in names the account and its roles, and sets a cookie for this site alone', async () => {
  const response = await signIn({ name: keeper.name, password: keeper.password })
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ ok: true, name: keeper.name, roles: [`${stack.unit}:keeper`] })
  const [cookie] = response.headers.getSetCookie()
  expect(cookie).toMatch(/^AuthSession=[^;]+; /)
  expect(cookie!.split('; ')).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Strict']))
  expect(cookie).not.toContain('Secure')
})

test('behind TLS the cookie is Secure', async () => {
  const response = await signIn(
    { name: keeper.name, password: keeper.password },
    { 'x-forwarded-proto': 'https' }
  )
  expect(response.headers.getSetCookie()[0]).toMatch(/; Secure$/)
})

test('a session knows who it is, and is nobody without its cookie', async () => {
  expect(await (await keeper.db('/_session')).json()).toMatchObject({
    userCtx: { name: keeper.name, roles: [`${stack.unit}:keeper`] }
  })
  expect(await (await fetch(`${stack.url}/db/_session`)).json()).toMatchObject({
    userCtx: { name: null, roles: [] }
  })
})

test('signing out takes the cookie away', async () => {
  const response = await keeper.db('/_session', { method: 'DELETE' })
  expect(response.status).toBe(200)
  const [cookie] = response.headers.getSetCookie()
  expect(cookie).toMatch(/^AuthSession=;/)
  expect(cookie).toContain('SameSite=Strict')
})

test('a forged cookie is nobody', async () => {
  const forged = Buffer.from(`${keeper.name}:${Math.floor(Date.now() / 1000).toString(16)}:xxxxx`).toString(
    'base64url'
  )
  const response = await fetch(`${stack.url}/db/${stack.database('gates')}/_all_docs`, {
    headers: { cookie: `AuthSession=${forged}` }
  })
  expect([400, 401]).toContain(response.status)
})

describe('refused', () => {
  test.each([
    ['a wrong password', () => ({ name: keeper.name, password: 'sai' }), 401],
    ['an unknown account', () => ({ name: 'khong-co', password: 'sai' }), 401],
    ['a property of every object', () => ({ name: 'constructor', password: 'sai' }), 401],
    ['a password that is no text', () => ({ name: keeper.name, password: 1 }), 400],
    ['broken JSON', () => '{', 400],
    ['too much', () => ({ name: 'a'.repeat(5000), password: 'b' }), 400]
  ])('%s', async (_name, body, status) => {
    const response = await signIn(body())
    expect(response.status).toBe(status)
    expect(response.headers.getSetCookie()).toEqual([])
  })

  test('the admin, even with his password', async () => {
    const { admin, password } = stack.couch
    expect((await signIn({ name: admin, password })).status).toBe(401)
  })
})

test('guessing is slowed down for that account and address alone', async () => {
  const victim = await stack.account('officer')
  const guess = () => signIn({ name: victim.name, password: 'đoán' }, { 'x-forwarded-for': '203.0.113.7' })
  for (let i = 0; i < 5; i++) expect((await guess()).status).toBe(401)
  const slowed = await guess()
  expect(slowed.status).toBe(429)
  expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0)
  const elsewhere = { 'x-forwarded-for': '203.0.113.8' }
  expect((await signIn({ name: victim.name, password: victim.password }, elsewhere)).status).toBe(200)
})
