import mqtt, { type IClientOptions } from 'mqtt'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SessionEnding } from '#lib/domain/access/session-ending.ts'
import type { ListedSession } from '#lib/domain/devices/session-list.ts'
import { setPassword } from '../../../sync-server/provision/users.ts'
import { endSessions, endSessionsIn } from '../../../sync-server/sessions/session-store.ts'
import { asDocument, TestDevice } from '../../facts.ts'
import { askSession, openSession, signedIn, type TestSession } from '../../devices/session.ts'
import { approve, startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { until } from '../../until.ts'

/** The promise to whoever ends a session, ms. */
const withinMs = 5_000
const minute = 60_000

let aheadMs = 0
let stack: TestStack
let commander: TestAccount
let keeper: TestAccount
beforeAll(async () => {
  stack = await startTestStack({ now: () => Date.now() + aheadMs })
  commander = await stack.account('commander')
})
afterAll(() => stack.stop())
beforeEach(async () => {
  keeper = await stack.account('keeper')
})

const list = async (who: TestSession) => {
  const response = await fetch(`${stack.url}/session/list`, { headers: who.headers })
  expect(response.status).toBe(200)
  return ((await response.json()) as { sessions: ListedSession[] }).sessions
}
const listedTo = async (who: TestSession, device: TestDevice) =>
  (await list(who)).find((one) => one.account === device.account && one.device === device.id)
const askEnd = (who: TestSession, body: object) =>
  fetch(`${stack.url}/session/end`, { method: 'POST', headers: who.headers, body: JSON.stringify(body) })
const end = async (who: TestSession, { account, id }: TestDevice) => {
  const response = await askEnd(who, { account, device: id })
  return [response.status, ((await response.json()) as { reason?: string }).reason]
}
const refusal = async (asked: Promise<Response>) => {
  const response = await asked
  return [response.status, ((await response.json()) as { reason?: string }).reason]
}
const gates = () => `/${stack.database('gates')}`
/** Opens a long poll. `ended` tells how it ends: nothing may be served any more. */
async function poll({ db }: TestSession) {
  const { last_seq } = (await (await db(`${gates()}/_changes?descending=true&limit=1`)).json()) as {
    last_seq: string
  }
  const since = encodeURIComponent(last_seq)
  const ended = db(`${gates()}/_changes?feed=longpoll&timeout=50000&since=${since}`)
    .then((answer) => answer.text().then(() => answer.ok))
    .catch(() => false)
  return { ended: ended.then((isServed) => (isServed ? 'served' : 'over')) }
}
const brokerPass = (who: TestSession) =>
  fetch(`${stack.url}/broker`, { method: 'POST', headers: who.headers, body: '{}' })

describe('the list', () => {
  test('a commander sees the sessions of the unit, waiting devices too; others see their own', async () => {
    const stranger = await signedIn(stack.url, keeper.name, keeper.password)
    expect(stranger.state).toBe('waiting')
    const before = Date.now() - minute
    for (const who of [commander, keeper]) {
      expect(await listedTo(who, stranger.device)).toMatchObject({ isOpen: true, asksPassword: false })
      const own = await listedTo(who, keeper.device)
      expect(own).toMatchObject({ isOpen: true, asksPassword: false })
      expect(own!.seenAt).toBeGreaterThan(before)
    }
    expect((await list(keeper)).every(({ account }) => account === keeper.name)).toBe(true)
    expect(await listedTo(commander, commander.device)).toBeDefined()
    const officer = await stack.account('officer')
    expect((await list(officer)).map(({ account }) => account)).toEqual([officer.name])
  })

  test('what is over is told: signed out, reset', async () => {
    await fetch(`${stack.url}/session`, { method: 'DELETE', headers: keeper.headers })
    expect(await listedTo(commander, keeper.device)).toMatchObject({ isOpen: false, asksPassword: false })
    await openSession(stack.url, keeper.device)
    await setPassword(
      stack.couch.nano,
      keeper.name,
      'mật khẩu mới',
      stack.store.reset(keeper.name, Date.now())
    )
    expect(await listedTo(commander, keeper.device)).toMatchObject({ isOpen: false, asksPassword: true })
  })

  test('an account of another unit is not on it, and nobody of there ends a session here', async () => {
    const far = await stack.anotherUnit()
    const rolesByUnit = new Map([[far, ['commander' as const]]])
    const name = `xa-${far}`
    const units = [far, stack.unit].map((id) => ({ id, name: 'Xã bạn', kind: 'xã' }))
    const other = { account: name, password: 'mật khẩu', name: 'Trưởng xã bạn', rolesByUnit }
    await stack.provision({ units, accounts: [other], gates: [] })
    const device = new TestDevice(name)
    await approve(stack, device.enrolment(far))
    const chief = await openSession(stack.url, device)
    expect(chief.state).toBe('approved')
    expect((await list(chief)).map(({ account }) => account)).toEqual([name])
    expect(await listedTo(commander, device)).toBeUndefined()
    expect(await end(chief, keeper.device)).toEqual([403, 'not-yours'])
    expect(await end(commander, device)).toEqual([403, 'not-yours'])
    expect((await keeper.db(`${gates()}/_all_docs`)).status).toBe(200)

    // Once that account has a role here too, both units' commanders are its commanders.
    rolesByUnit.set(stack.unit, ['commander'])
    await stack.provision({ units, accounts: [other], gates: [] })
    await until(async () => (await list(commander)).some(({ account }) => account === name))
    expect(await end(commander, device)).toEqual([200, undefined])
    expect(await refusal(askSession(stack.url, device))).toEqual([401, 'password'])
  })

  test('when a session was last used is written every ten minutes, not at each request', async () => {
    const seen = async () => (await listedTo(commander, keeper.device))!.seenAt
    const opened = await seen()
    await keeper.db(`${gates()}/_all_docs`)
    aheadMs = 9 * minute
    await keeper.db(`${gates()}/_all_docs`)
    expect(await seen()).toBe(opened)
    aheadMs = 11 * minute
    await keeper.db(`${gates()}/_all_docs`)
    await expect.poll(seen).toBeGreaterThanOrEqual(opened + 10 * minute)
    aheadMs = 0
  })
})

describe('ended by hand', () => {
  test('everything that the device has open ends within five seconds; it is asked for the password once', async () => {
    const other = new TestDevice(keeper.name)
    await approve(stack, other.enrolment(stack.unit))
    const [beside, closing] = [await openSession(stack.url, other), await poll(keeper)]
    const { url, ...pass } = (await (await brokerPass(keeper)).json()) as { url: string } & IClientOptions
    const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0, ...pass }, false)
    client.on('error', () => {})
    const thrownOut = new Promise<void>((resolve) => client.once('close', () => resolve()))

    const from = performance.now()
    expect(await end(commander, keeper.device)).toEqual([200, undefined])
    expect(await closing.ended).toBe('over')
    await thrownOut
    expect(performance.now() - from).toBeLessThan(withinMs)
    expect((await keeper.db(`${gates()}/_all_docs`)).status).toBe(401)
    expect((await brokerPass(keeper)).status).toBe(401)
    expect(await listedTo(commander, keeper.device)).toMatchObject({ isOpen: false, asksPassword: true })
    // Its key alone opens nothing; the account's other device goes on.
    expect(await refusal(askSession(stack.url, keeper.device))).toEqual([401, 'password'])
    expect(await refusal(askSession(stack.url, keeper.device, 'sai'))).toEqual([401, 'wrong-password'])
    expect((await beside.db(`${gates()}/_all_docs`)).status).toBe(200)

    expect((await openSession(stack.url, keeper.device, keeper.password)).state).toBe('approved')
    const again = await openSession(stack.url, keeper.device)
    expect((await again.db(`${gates()}/_all_docs`)).status).toBe(200)
    expect(await listedTo(commander, keeper.device)).toMatchObject({ isOpen: true, asksPassword: false })
  })

  test('a locked phone, which has no session, and one that never had one here are asked too', async () => {
    await fetch(`${stack.url}/session`, { method: 'DELETE', headers: keeper.headers })
    const fresh = new TestDevice(keeper.name)
    await approve(stack, fresh.enrolment(stack.unit))
    for (const device of [keeper.device, fresh]) {
      expect(await end(commander, device)).toEqual([200, undefined])
      expect(await refusal(askSession(stack.url, device))).toEqual([401, 'password'])
      expect((await openSession(stack.url, device, keeper.password)).state).toBe('approved')
    }
  })

  test('an approved device is told who ended its session and when; one that waits or is out of use is not', async () => {
    const endingOf = async (device: TestDevice) => {
      const answer = await askSession(stack.url, device)
      const { reason, ending } = (await answer.json()) as { reason?: string; ending?: SessionEnding }
      expect([answer.status, reason]).toEqual([401, 'password'])
      return ending
    }
    const waiting = await signedIn(stack.url, keeper.name, keeper.password)
    await end(keeper, waiting.device)
    expect(await endingOf(waiting.device)).toBeUndefined()

    const from = Date.now()
    await end(commander, keeper.device)
    const told = await endingOf(keeper.device)
    expect(told).toMatchObject({ by: commander.name, on: commander.device.id })
    expect(told?.at).toBeGreaterThanOrEqual(from)
    expect(told?.at).toBeLessThanOrEqual(Date.now())
    await end(await openSession(stack.url, keeper.device, keeper.password), keeper.device)
    expect(await endingOf(keeper.device)).toMatchObject({ by: keeper.name, on: keeper.device.id })

    const { id } = keeper.device
    await order('device-revoked', `device/${id}`, { device: id, reason: 'Mất máy', stands: [] })
    await until(async () => (await stack.directories.of(stack.unit)).barrings.devices.has(id))
    expect(await endingOf(keeper.device)).toBeUndefined()
  })

  test('each person ends those of their own account; a waiting device ends and lists none', async () => {
    const stranger = await signedIn(stack.url, keeper.name, keeper.password)
    expect(await end(stranger, keeper.device)).toEqual([403, 'not-approved'])
    const listing = fetch(`${stack.url}/session/list`, { headers: stranger.headers })
    expect(await refusal(listing)).toEqual([403, 'not-approved'])
    expect(await end(keeper, stranger.device)).toEqual([200, undefined])
    expect((await fetch(`${stack.url}/session`, { headers: stranger.headers })).status).toBe(401)
    expect(await refusal(askSession(stack.url, stranger.device))).toEqual([401, 'password'])
  })

  test('nobody ends another’s; who does not exist and what is not theirs are alike; a gate’s agent keeps its own', async () => {
    const colleague = await stack.account('officer')
    const agent = await stack.account('agent')
    for (const [who, asked, answer] of [
      [colleague, keeper.device, [403, 'not-yours']],
      [colleague, new TestDevice('khong-co'), [403, 'not-yours']],
      [commander, new TestDevice('khong-co'), [403, 'not-yours']],
      [keeper, new TestDevice(keeper.name), [404, 'no-device']],
      [keeper, commander.device, [403, 'not-yours']],
      [commander, agent.device, [403, 'agent']]
    ] as const)
      expect([asked.account, await end(who, asked)]).toEqual([asked.account, answer])
    for (const { headers } of [keeper, commander, agent])
      expect((await fetch(`${stack.url}/session`, { headers })).status).toBe(200)
    const nobody = { ...keeper, headers: { 'content-type': 'application/json' } }
    expect((await end(nobody, keeper.device))[0]).toBe(401)
    expect((await fetch(`${stack.url}/session/list`)).status).toBe(401)
    for (const body of [
      {},
      { account: keeper.name },
      { account: keeper.name, device: keeper.device.id, x: 1 }
    ])
      expect((await askEnd(keeper, body)).status).toBe(400)
  })
})

/** Each way in which a device is shut out, and whether its key opens another session afterwards. */
const ways: readonly [string, (who: TestAccount) => Promise<unknown>, 'approved' | 'barred' | 'password'][] =
  [
    ['signed out', ({ headers }) => fetch(`${stack.url}/session`, { method: 'DELETE', headers }), 'approved'],
    ['ended by hand', ({ device }) => end(commander, device), 'password'],
    [
      'reset',
      async ({ name }) => {
        await setPassword(stack.couch.nano, name, 'mật khẩu mới', stack.store.reset(name, Date.now()))
        await endSessions(stack.store, name)
      },
      'password'
    ],
    [
      'after a restore of the unit',
      () => endSessionsIn(stack.couch.nano, stack.store, [stack.unit]),
      'approved'
    ],
    [
      'revoked',
      ({ device }) =>
        order('device-revoked', `device/${device.id}`, { device: device.id, reason: 'Mất máy', stands: [] }),
      'barred'
    ],
    [
      'suspended',
      ({ name }) =>
        order('account-suspended', `account/${name}`, { account: name, reason: 'Nghỉ', stands: [] }),
      'barred'
    ]
  ]

test.each(ways)('%s: poll and pass end, and nothing more is served', async (_name, shutOut, after) => {
  // A restore ends the commander's session too.
  commander = { ...commander, ...(await openSession(stack.url, commander.device)) }
  const closing = await poll(keeper)
  expect((await brokerPass(keeper)).status).toBe(200)
  await shutOut(keeper)
  expect(await closing.ended).toBe('over')
  await until(async () => (await keeper.db(`${gates()}/_all_docs`)).status === 401)
  expect((await brokerPass(keeper)).status).toBe(401)
  const asked = await askSession(stack.url, keeper.device)
  const answer = (await asked.json()) as { state?: string; reason?: string }
  expect(answer.state ?? answer.reason).toBe(after)
})

test('a restore of another unit ends none', async () => {
  commander = { ...commander, ...(await openSession(stack.url, commander.device)) }
  await endSessionsIn(stack.couch.nano, stack.store, ['xa-khac'])
  expect((await fetch(`${stack.url}/session`, { headers: commander.headers })).status).toBe(200)
})

async function order(type: string, stream: string, body: object) {
  const fact = commander.device.fact(stack.unit, 'directory', `directory.${type}`, stream, body)
  const answer = await commander.post(`/${stack.database('directory')}/_bulk_docs`, {
    docs: [asDocument(fact)]
  })
  expect(await answer.json()).toMatchObject([{ ok: true }])
}
