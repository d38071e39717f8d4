import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Role } from '#lib/domain/roles.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { TestDevice } from '../facts.ts'
import { asDocument } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'
import { startReceiver, vapidKeys, type Receiver, type ReceivingPhone } from '../push/receiver.ts'

interface Person extends ReceivingPhone {
  account: TestAccount
  device: TestDevice
}

let stack: TestStack
let receiver: Receiver
let agent: Person
let commander: Person
let keeper: Person
let outsider: Person
beforeAll(async () => {
  const keys = vapidKeys()
  receiver = await startReceiver(keys.publicKey)
  stack = await startTestStack({ push: { ...keys, services: [receiver.url] } })
  const gate = { unit: stack.unit, gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor' } as const
  const units = [{ id: stack.unit, name: 'Thử', kind: 'xã' }]
  await stack.provision({ units, accounts: [], gates: [gate] })
  agent = await person('agent')
  commander = await person('commander')
  keeper = await person('keeper')
  outsider = await person('province-hui')
  for (const one of [commander, keeper, outsider]) expect(await subscribe(one)).toBe(200)
})
afterAll(async () => {
  await stack.stop()
  await receiver.stop()
})
beforeEach(() => {
  for (const one of [commander, keeper, outsider]) one.texts.length = one.notices.length = 0
})

/** An account whose phone stands in the directory. */
async function person(role: Role): Promise<Person> {
  const account = await stack.account(role)
  const device = account.device
  return { ...receiver.phone(), account, device }
}

async function write({ post }: TestAccount, fact: ReturnType<TestDevice['fact']>) {
  const [row] = (await (
    await post(`/${stack.database(fact.book as 'gates')}/_bulk_docs`, { docs: [asDocument(fact)] })
  ).json()) as { error?: string; reason?: string }[]
  if (row?.error) throw new Error(`${row.error} ${row.reason}`)
}

const wish = ({ endpoint, p256dh, auth }: Person, more: object = {}) => ({
  unit: stack.unit,
  language: 'vi',
  endpoint,
  p256dh,
  auth,
  ...more
})
async function door(method: string, body: object | null, headers: Record<string, string> = {}) {
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
  return fetch(`${stack.url}/push`, init)
}
const subscribe = async (one: Person, more: object = {}) =>
  (await door('POST', wish(one, more), one.account.headers)).status

/** The gate's agent writes that into the log; in the gate's stream unless another is named. */
const report = (body: object, forged: object = {}, by = agent, stream = 'gate/cong-1b') =>
  write(
    by.account,
    by.device.fact(stack.unit, 'gates', 'gates.event-reported', stream, { source: 'agent', ...body }, forged)
  )

const registered = (gate: string, ...keepers: Person[]) =>
  write(
    commander.account,
    commander.device.fact(stack.unit, 'directory', 'directory.gate-registered', `gate/${gate}`, {
      gate,
      name: `Cổng ${gate}`,
      kind: 'motor',
      keepers: keepers.map(({ account }) => account.name)
    })
  )

let marks = 0
/** Everything written before has been told, or not, once these have this one. */
async function mark(phones: Person[] = [commander, keeper]) {
  const gate = `moc-${++marks}`
  await registered(gate, ...phones)
  await report({ kind: 'left-open', minutes: marks }, {}, agent, `gate/${gate}`)
  await until(() => phones.every(({ notices }) => notices.some(({ subject }) => subject === gate)))
  for (const { notices } of phones) notices.splice(notices.findIndex(({ subject }) => subject === gate))
}

test('a gate left open is told to those whom it concerns, encrypted for each, and names nobody', async () => {
  await report({ kind: 'left-open', minutes: 30, actor: keeper.account.name })
  await until(() => commander.notices.length > 0 && keeper.notices.length > 0)
  expect(commander.notices[0]).toMatchObject({
    v: 1,
    kind: 'left-open',
    about: 'gate',
    subject: 'cong-1b',
    name: 'Cổng 1B',
    minutes: 30,
    language: 'vi'
  })
  for (const { account } of [keeper, commander, agent]) expect(commander.texts[0]).not.toContain(account.name)
  await mark()
  expect(outsider.texts).toEqual([])
  expect([commander.faults, keeper.faults]).toEqual([[], []])
})

test('a reset password is told to its owner’s phones alone, and names nobody', async () => {
  const { name } = keeper.account
  const fact = commander.device.fact(stack.unit, 'directory', 'directory.password-reset', `account/${name}`, {
    account: name
  })
  await write(commander.account, fact)
  await until(() => keeper.notices.length > 0)
  expect(keeper.notices).toMatchObject([{ kind: 'password-reset', about: 'account', subject: 'own' }])
  for (const { account } of [keeper, commander]) expect(keeper.texts[0]).not.toContain(account.name)
  await mark()
  expect([commander.notices, outsider.texts]).toEqual([[], []])
})

test('a reset password is told whatever time it bears, and whatever reset of another stands in its stream', async () => {
  const owner = await person('officer')
  expect(await subscribe(owner)).toBe(200)
  const reset = (account: string, more: object = {}, stream = `account/${account}`) =>
    commander.device.fact(stack.unit, 'directory', 'directory.password-reset', stream, { account }, more)
  await write(commander.account, reset(owner.account.name, { ms: Date.now() - 25 * 3_600_000 }))
  await until(() => owner.notices.length === 1)
  const next = await person('officer')
  expect(await subscribe(next)).toBe(200)
  const both = [keeper, next].map(({ account }) => reset(account.name, {}, 'account/mot-ten'))
  for (const fact of both) {
    await expect(write(commander.account, fact)).rejects.toThrow('not-allowed')
    // As whoever stands at the database would put it there.
    await stack.couch.nano.use(stack.database('directory')).insert(asDocument(fact) as never)
  }
  await until(() => next.notices.length === 1)
  expect(next.notices).toMatchObject([{ kind: 'password-reset', about: 'account', subject: 'own' }])
})

test('the same again, an exercise, an old entry that arrives late: nobody is woken', async () => {
  const longAgo = Date.now() - 31 * 60_000
  await report({ kind: 'offline' })
  await report({ kind: 'offline' })
  await report({ kind: 'obstructed', drill: true })
  await report({ kind: 'unexpected-move' }, { ms: longAgo })
  await report({ kind: 'completed', action: 'CLOSE' })
  await mark()
  expect(commander.notices.map(({ kind }) => kind)).toEqual(['offline'])
})

test('an emergency opening is the commander’s to look at', async () => {
  await report({ kind: 'accepted', action: 'OPEN', override: 'medical' })
  await mark()
  expect(commander.notices).toMatchObject([{ kind: 'review-needed', about: 'gate', subject: 'cong-1b' }])
  expect(keeper.notices).toEqual([])
})

test('a postponed closing is told to the commander, unless it was theirs', async () => {
  await report({ kind: 'completed', action: 'POSTPONE', actor: keeper.account.name })
  await report({ kind: 'completed', action: 'POSTPONE', actor: commander.account.name })
  await mark()
  expect(commander.notices).toMatchObject([{ kind: 'postponed', about: 'gate', subject: 'cong-1b' }])
  expect(keeper.notices).toEqual([])
})

test('an alarm is told to everybody but its author, an exercise as what it is', async () => {
  const start = (id: string, more: object) => {
    const body = { gates: ['cong-1b'], from: 'app', ...more }
    return write(
      commander.account,
      commander.device.fact(stack.unit, 'duty', 'duty.alarm-started', `alarm/${id}`, body)
    )
  }
  const ids = [0, 1].map(() => uuidv7(Date.now(), randomBytes(10)))
  await start(ids[0]!, {})
  await until(() => keeper.notices.length === 1)
  await start(ids[1]!, { drill: true })
  await until(() => keeper.notices.length === 2)
  expect(keeper.notices).toMatchObject([
    { kind: 'alarm-started', about: 'alarm', subject: ids[0], name: 'Thử' },
    { kind: 'alarm-started', subject: ids[1], drill: true }
  ])
  await mark()
  expect(commander.notices).toEqual([])
})

test('an alarm that a keeper raises by hand for other gates wakes police alone', async () => {
  const start = (gates: string[]) => {
    const stream = `alarm/${uuidv7(Date.now(), randomBytes(10))}`
    const fact = keeper.device.fact(stack.unit, 'duty', 'duty.alarm-started', stream, { gates, from: 'app' })
    return write(keeper.account, fact)
  }
  const other = await person('keeper')
  expect(await subscribe(other)).toBe(200)
  await start(['cong-1b'])
  await until(() => commander.notices.length === 1)
  await mark([commander, other])
  expect(other.notices).toEqual([])
  await registered('cong-1b', keeper, other)
  await start(['cong-1b'])
  await until(() => other.notices.length === 1)
  await mark([commander, other])
  expect(other.notices).toMatchObject([{ kind: 'alarm-started' }])
})

test('words that somebody else brought for the agent are told only with its signature', async () => {
  const forged = keeper.device.fact(
    stack.unit,
    'gates',
    'gates.event-reported',
    'gate/cong-1b',
    { kind: 'power-lost', source: 'agent' },
    { by: agent.account.name, device: agent.device.id, n: 900, via: keeper.account.name }
  )
  await expect(write(keeper.account, forged)).rejects.toThrow('bad-signature')
  // As whoever stands at the database would put it there.
  await stack.couch.nano.use(stack.database('gates')).insert(asDocument(forged) as never)
  await mark()
  expect(commander.notices).toEqual([])
})

test('a phone that is gone, an account that is gone: forgotten; one without the book is told nothing', async () => {
  const [gone, leaver] = [await person('officer'), await person('keeper')]
  for (const one of [gone, leaver]) expect(await subscribe(one)).toBe(200)
  gone.answers.push(410)
  await mark([commander, keeper, leaver])
  const users = stack.couch.nano.use<{ held: string[] }>('_users')
  const id = `org.couchdb.user:${leaver.account.name}`
  await users.insert({ ...(await users.get(id)), held: [`${stack.unit}:province-hui`] } as never)
  await mark()
  expect([gone.notices, leaver.notices]).toEqual([[], []])
  const { _rev } = await users.get(id)
  await users.destroy(id, _rev)
  await mark()
  const kept = async () => {
    const { rows } = await stack.couch.nano.use('push-subscriptions').list({ include_docs: true })
    return rows.flatMap(({ doc }) => (doc as { account?: string })?.account ?? [])
  }
  await expect.poll(kept).not.toContain(leaver.account.name)
  expect(await kept()).not.toContain(gone.account.name)
  expect(await kept()).toContain(commander.account.name)
})

test('one endpoint is one phone: who subscribes there next has it; a farewell silences it', async () => {
  const next = await person('officer')
  const shared = { endpoint: keeper.endpoint, p256dh: keeper.p256dh, auth: keeper.auth }
  expect(await subscribe({ ...next, ...shared }, { language: 'en' })).toBe(200)
  await report({ kind: 'schedule-missed' })
  await until(() => keeper.notices.length > 0)
  expect(keeper.notices).toMatchObject([{ kind: 'schedule-missed', language: 'en' }])
  expect((await door('DELETE', { endpoint: keeper.endpoint }, next.account.headers)).status).toBe(200)
  await mark([commander])
  expect(keeper.notices).toHaveLength(1)
  expect(await subscribe(keeper)).toBe(200)
})

test('the door: nobody but who is signed in, for a unit of his own, at a push service that is known', async () => {
  const { headers } = commander.account
  const statusOf = async (more: object, as = headers) =>
    (await door('POST', wish(commander, more), as)).status
  const json = { 'content-type': 'application/json' }
  expect(await statusOf({}, json)).toBe(401)
  expect(await statusOf({ unit: await stack.anotherUnit() })).toBe(403)
  for (const endpoint of [
    'http://127.0.0.1:5984/_users',
    'https://fcm.googleapis.com.example.vn/x',
    receiver.url.replace('http://', 'http://a:b@'),
    'file:///etc/passwd',
    'x'
  ])
    expect([endpoint, await statusOf({ endpoint })]).toEqual([endpoint, 400])
  for (const more of [{ p256dh: 'AA' }, { auth: 'AA' }, { language: 'fr' }, { more: 1 }])
    expect(await statusOf(more)).toBe(400)
  expect((await door('DELETE', { endpoint: commander.endpoint }, json)).status).toBe(401)
  expect((await door('PUT', {}, headers)).status).toBe(405)
  expect(await (await door('GET', null)).json()).toEqual({
    key: expect.stringMatching(/^B[A-Za-z0-9_-]{86}$/)
  })
  // The list is nobody's to read through the gateway.
  expect((await fetch(`${stack.url}/db/push-subscriptions/_all_docs`, { headers })).status).toBe(404)
})

test('a server without keys pushes nothing and says so', async () => {
  const plain = await startTestStack()
  expect((await fetch(`${plain.url}/push`)).status).toBe(404)
  await plain.stop()
})
