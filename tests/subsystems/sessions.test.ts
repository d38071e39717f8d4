import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SessionAnswer } from '#lib/domain/access/session.ts'
import { setPassword } from '../../sync-server/provision/users.ts'
import { endSessions } from '../../sync-server/sessions/session-store.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { askSession, openSession, postSession, sessionIn } from '../devices/session.ts'
import { approve, startTestStack, type TestAccount, type TestStack } from '../stack.ts'

let stack: TestStack
let keeper: TestAccount

beforeAll(async () => {
  stack = await startTestStack()
  keeper = await stack.account('keeper')
})
afterAll(() => stack.stop())

const gates = () => `/${stack.database('gates')}/_all_docs`
const whose = async (headers: Record<string, string>) => {
  const response = await fetch(`${stack.url}/session`, { headers })
  return response.ok ? ((await response.json()) as SessionAnswer) : response.status
}
const refusal = async (asked: Promise<Response>) => {
  const response = await asked
  expect(response.headers.getSetCookie()).toEqual([])
  return [response.status, ((await response.json()) as { reason: string }).reason]
}

test('an approved device opens a session by its key alone; the cookie is for this site', async () => {
  const response = await askSession(stack.url, keeper.device)
  expect(response.status).toBe(200)
  const answer = (await response.clone().json()) as SessionAnswer
  expect(answer).toMatchObject({
    account: keeper.name,
    state: 'approved',
    roles: [`${stack.unit}:keeper`]
  })
  const [cookie] = response.headers.getSetCookie()
  expect(cookie!.split('; ').slice(1)).toEqual(['Path=/', 'HttpOnly', 'SameSite=Strict'])
  const { headers } = await sessionIn(stack.url, keeper.device, response)
  expect(await whose(headers)).toMatchObject({
    account: keeper.name,
    state: 'approved',
    roles: [`${stack.unit}:keeper`]
  })
  expect(await whose({})).toBe(401)
})

test('behind TLS the cookie is Secure, and the origin is that of the site', async () => {
  const origin = stack.url.replace('http:', 'https:')
  const { nonce } = (await (await fetch(`${stack.url}/session/nonce`)).json()) as { nonce: string }
  const { device } = keeper
  const asked = { v: 1, asks: 'session', account: keeper.name, device: device.id, key: device.publicKey }
  const p = JSON.stringify({ ...asked, nonce, origin })
  const response = await fetch(`${stack.url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https' },
    body: JSON.stringify({ p, s: device.sign(p) })
  })
  expect(response.headers.getSetCookie()[0]).toMatch(/; Secure$/)
})

test('both halves are needed: the cookie alone and the token alone are nobody', async () => {
  const { headers } = await openSession(stack.url, keeper.device)
  const { cookie, 'x-antt': token } = headers as Record<'cookie' | 'x-antt', string>
  for (const half of [{ cookie }, { 'x-antt': token }, { cookie, 'x-antt': `${token.slice(0, -1)}!` }])
    expect(await whose(half)).toBe(401)
  const other = await openSession(stack.url, (await stack.account('keeper')).device)
  expect(await whose({ cookie, 'x-antt': other.headers['x-antt']! })).toBe(401)
  expect(await whose({ cookie: other.headers['cookie']!, 'x-antt': token })).toBe(401)
})

test('two tabs share the cookie; leaving one leaves the other', async () => {
  const { device } = await stack.account('keeper')
  const first = await openSession(stack.url, device)
  const { nonce } = (await (await fetch(`${stack.url}/session/nonce`)).json()) as { nonce: string }
  const asked = { v: 1, asks: 'session', account: device.account, device: device.id, key: device.publicKey }
  const p = JSON.stringify({ ...asked, nonce, origin: stack.url })
  const response = await fetch(`${stack.url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: first.headers['cookie']! },
    body: JSON.stringify({ p, s: device.sign(p) })
  })
  const second = await sessionIn(stack.url, device, response)
  expect(second.headers['cookie']).toBe(first.headers['cookie'])
  expect([await whose(first.headers), await whose(second.headers)]).toMatchObject([
    { state: 'approved' },
    { state: 'approved' }
  ])
  await fetch(`${stack.url}/session`, { method: 'DELETE', headers: first.headers })
  expect([await whose(first.headers), await whose(second.headers)]).toMatchObject([
    401,
    { state: 'approved' }
  ])
})

test('signing out ends the session, and what it has open', async () => {
  const { device } = await stack.account('keeper')
  const session = await openSession(stack.url, device)
  const { last_seq: since } = (await (
    await session.db(`/${stack.database('gates')}/_changes?descending=true&limit=1`)
  ).json()) as { last_seq: string }
  const feed = `feed=longpoll&timeout=50000&since=${encodeURIComponent(since)}`
  const poll = session.db(`/${stack.database('gates')}/_changes?${feed}`).then((answer) => answer.text())
  const ended = poll.then(
    () => 'answered',
    () => 'cut'
  )
  await fetch(`${stack.url}/session`, { method: 'DELETE', headers: session.headers })
  expect(await ended).toBe('cut')
  expect((await session.db(gates())).status).toBe(401)
  expect((await openSession(stack.url, device)).state).toBe('approved')
})

describe('a stolen password alone', () => {
  test('opens a session that introduces a device, and neither reads nor writes anything else', async () => {
    const thief = new TestDevice(keeper.name)
    expect(await refusal(askSession(stack.url, thief))).toEqual([401, 'password'])
    const waiting = await openSession(stack.url, thief, keeper.password)
    expect(waiting.state).toBe('waiting')
    for (const path of [
      gates(),
      `/antt-${stack.unit}-directory/_changes?include_docs=true`,
      `/antt-${stack.unit}-directory/epoch`
    ])
      expect((await waiting.db(path)).status).toBe(403)
    for (const path of ['/broker', '/push', '/devices', '/marks', '/seals']) {
      const method = path === '/devices' ? 'GET' : 'POST'
      const headers = { ...waiting.headers, 'content-type': 'application/json' }
      const body = method === 'POST' ? { body: '{}' } : {}
      expect([401, 403, 404]).toContain((await fetch(stack.url + path, { method, headers, ...body })).status)
    }
    const write = async (fact: ReturnType<TestDevice['note']>, database: string) =>
      (await waiting.post(`/${database}/_bulk_docs`, { docs: [asDocument(fact)] })).json()
    expect(await write(thief.note(stack.unit), stack.database('gates'))).toMatchObject([
      { error: 'held', reason: '{"code":"not-approved"}' }
    ])
    // Another device's key, by its own signature: it brings that in nobody's name.
    expect(
      await write(new TestDevice('nguoi-khac').enrolment(stack.unit), `antt-${stack.unit}-directory`)
    ).toMatchObject([{ error: 'held', reason: '{"code":"not-approved"}' }])
    expect(await write(thief.enrolment(stack.unit), `antt-${stack.unit}-directory`)).toMatchObject([
      { ok: true }
    ])
    expect((await waiting.db(gates())).status).toBe(403)
  })

  test('once a commander approves the device, the same session reads', async () => {
    const { name, password } = await stack.account('keeper')
    const phone = new TestDevice(name)
    const waiting = await openSession(stack.url, phone, password)
    await approve(stack, phone.enrolment(stack.unit))
    await expect.poll(() => whose(waiting.headers)).toMatchObject({ state: 'approved' })
    expect((await waiting.db(gates())).status).toBe(200)
    expect((await openSession(stack.url, phone)).state).toBe('approved')
  })
})

describe('refused', () => {
  test('a wrong password, an unknown account and the admin: all alike', async () => {
    const stranger = new TestDevice('khong-co')
    expect(await refusal(askSession(stack.url, stranger))).toEqual([401, 'password'])
    const { admin, password } = stack.couch
    for (const [name, word] of [
      [keeper.name, 'sai'],
      ['khong-co', 'sai'],
      ['constructor', 'sai'],
      [admin, password]
    ] as const)
      expect(await refusal(askSession(stack.url, new TestDevice(name), word))).toEqual([
        401,
        'wrong-password'
      ])
  })

  test.each([
    ['another key under that device', () => ({ key: new TestDevice('x').publicKey }), 'signature'],
    ['another device under that key', () => ({ device: new TestDevice('x').id }), 'signature'],
    ['another server', () => ({ origin: 'https://noi-khac.example.vn' }), 'signature'],
    ['a nonce of its own', () => ({ nonce: 'a.b.c' }), 'nonce']
  ])('%s', async (_name, forged, why) => {
    expect(await refusal(askSession(stack.url, keeper.device, undefined, forged()))).toEqual([401, why])
  })

  test('a request that was seen on its way, sent once more', async () => {
    const { nonce } = (await (await fetch(`${stack.url}/session/nonce`)).json()) as { nonce: string }
    const { device } = keeper
    const asked = { v: 1, asks: 'session', account: keeper.name, device: device.id, key: device.publicKey }
    const p = JSON.stringify({ ...asked, nonce, origin: stack.url })
    const request = { p, s: device.sign(p) }
    expect((await postSession(stack.url, request)).status).toBe(200)
    expect(await refusal(postSession(stack.url, request))).toEqual([401, 'nonce'])
  })

  test.each([
    ['broken JSON', '{'],
    ['too much', JSON.stringify({ p: 'a'.repeat(9000), s: 'b' })]
  ])('%s', async (_name, body) => {
    const response = await fetch(`${stack.url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body
    })
    expect(response.status).toBe(400)
  })
})

test('a reset of the password ends the sessions and asks each device once', async () => {
  const owner = await stack.account('keeper')
  const { nano } = stack.couch
  await setPassword(nano, owner.name, 'mật khẩu mới', stack.store.reset(owner.name, Date.now()))
  await endSessions(stack.store, owner.name)
  await expect.poll(() => whose(owner.headers)).toBe(401)
  expect(await refusal(askSession(stack.url, owner.device))).toEqual([401, 'password'])
  expect(await refusal(askSession(stack.url, owner.device, owner.password))).toEqual([401, 'wrong-password'])
  expect((await openSession(stack.url, owner.device, 'mật khẩu mới')).state).toBe('approved')
  expect((await openSession(stack.url, owner.device)).state).toBe('approved')
})

test('guessing is slowed down; the keys of the account’s own devices are not', async () => {
  const victim = await stack.account('officer')
  const guess = async (address: string, password = 'đoán', device = new TestDevice(victim.name)) => {
    const { nonce } = (await (await fetch(`${stack.url}/session/nonce`)).json()) as { nonce: string }
    const asked = { v: 1, asks: 'session', account: victim.name, device: device.id, key: device.publicKey }
    const p = JSON.stringify({ ...asked, nonce, origin: stack.url, password })
    return fetch(`${stack.url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify({ p, s: device.sign(p) })
    })
  }
  for (let i = 0; i < 5; i++) expect((await guess('203.0.113.7')).status).toBe(401)
  const slowed = await guess('203.0.113.7')
  expect(slowed.status).toBe(429)
  expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await guess('203.0.113.8', victim.password)).status).toBe(200)
  // From many addresses at once: then the account itself is slowed down.
  for (let i = 0; i < 30; i += 5)
    await Promise.all(Array.from({ length: 5 }, (_, j) => guess(`198.51.100.${i + j}`)))
  expect((await guess('198.51.100.99')).status).toBe(429)
  expect((await openSession(stack.url, victim.device)).state).toBe('approved')
})
