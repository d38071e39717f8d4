import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { databaseOf, quarterAfter } from '#lib/domain/database-names.ts'
import type { Book } from '#lib/domain/roles.ts'
import { idTime } from '#lib/domain/uuid.ts'
import { recordOf } from '#lib/data/courier/audit/records.ts'
import { after, busyFor, chokesOn, instead, offline, toPush } from '../courier/faults.ts'
import { first, TestPhone } from '../courier/phone.ts'
import { named, startTestServer, type TestServer } from '../courier/server.ts'

let server: TestServer
let phone: TestPhone
beforeAll(async () => {
  server = await startTestServer(['gates'])
  await server.account(named('giu-cong'), ['keeper'])
  await server.account(named('ubnd'), ['ubnd'])
  await server.account(named('chi-huy'), ['commander'])
})
afterEach(() => TestPhone.closeAll())
afterAll(() => server.stop())
beforeEach(async () => {
  phone = await TestPhone.open(server, named('giu-cong'))
  // It knows the rules.
  await phone.exchange()
})

const stateOf = async (id: string, at = phone) => {
  const all = await at.facts()
  return all.find((fact) => fact.id === id)
}
const served = async (fact: { id: string; unit: string; book: string }) => {
  const name = databaseOf(fact as { id: string; unit: string; book: Book })
  return server.couch.nano
    .use(name)
    .get(fact.id)
    .catch(() => null)
}

test('a lost answer after a successful write ends as sent, exactly once', async () => {
  const fact = await phone.write()
  phone.faults = [after(toPush, () => null)]
  expect(await phone.exchange()).toEqual({ end: 'unreachable' })
  expect(await stateOf(fact.id)).toMatchObject({ sync: 'pending' })
  expect(await phone.exchange()).toEqual({ end: 'done' })
  expect(await stateOf(fact.id)).toMatchObject({ sync: 'sent' })
  expect(await served(fact)).toMatchObject({ _rev: expect.stringMatching(/^1-/), sig: fact.sig })
})

test('what is brought to a database that could not be read yet has it audited as soon as it can', async () => {
  phone = await TestPhone.open(server, named('giu-cong'))
  const fact = await phone.write()
  const name = databaseOf(fact as { id: string; unit: string; book: Book })
  phone.faults = [(path) => (path.includes(`${name}/epoch`) ? Promise.reject(new TypeError('gone')) : null)]
  expect(await phone.exchange()).toEqual({ end: 'unreachable' })
  expect(await stateOf(fact.id)).toMatchObject({ sync: 'sent' })
  expect(await recordOf(phone.store, name)).toEqual({ epoch: '', next: 0, last: null })
  phone.faults = []
  expect(await phone.exchange()).toEqual({ end: 'done' })
  await phone.write()
  expect(await phone.exchange()).toEqual({ end: 'done' })
  expect(await recordOf(phone.store, name)).toEqual({ epoch: '', next: 0, last: null })
})

test('what arrived, was erased there and waits here for its lost answer is not brought to life again', async () => {
  const recorded = Date.now() - 10 * 60_000
  const gone = [await phone.inject({ ms: recorded }), await phone.inject({ ms: recorded })]
  const home = { unit: server.unit, book: 'gates' as Book }
  phone.faults = [after(toPush, () => null)]
  expect(await phone.exchange()).toEqual({ end: 'unreachable' })
  for (const id of gone) {
    const database = server.couch.nano.use(databaseOf({ id, ...home }))
    await database.destroy(id, (await database.get(id))._rev)
  }
  phone.faults = []
  const fresh = await phone.write()
  expect(await phone.exchange()).toEqual({ end: 'done' })
  for (const id of gone) {
    expect(await served({ id, ...home })).toBeNull()
    expect(await stateOf(id)).toBeUndefined()
  }
  expect(await served(fresh)).toMatchObject({ sig: fresh.sig })
  expect((await phone.write()).n).toBe(fresh.n + 1)
})

test('rows in another order, and a missing row, settle by id', async () => {
  const facts = [await phone.write(), await phone.write(), await phone.write()]
  const latestFirst = (a: { id: string }, b: { id: string }) => (a.id < b.id ? 1 : -1)
  phone.faults = [
    after(toPush, (text) => JSON.stringify((JSON.parse(text) as { id: string }[]).sort(latestFirst).slice(1)))
  ]
  phone.faults.push((path) => (path.includes('_changes') ? Promise.reject(new TypeError('gone')) : null))
  await phone.exchange()
  const states = await Promise.all(facts.map(async ({ id }) => (await stateOf(id))?.sync))
  expect(states).toEqual(['sent', 'sent', 'pending'])
})

test.each([
  ['a portal’s page', 200, '<html>Đăng nhập Wi-Fi</html>'],
  ['an answer cut short', 200, '[{"ok":true,"id":"01'],
  ['a bad gateway', 502, '<html>'],
  ['a portal that refuses', 400, '<html>Đăng nhập Wi-Fi</html>'],
  ['a portal that knows nothing', 404, '<html>'],
  ['JSON of something else', 200, '{"hello":"world"}']
])('%s leaves facts waiting, and they go later', async (_, status, body) => {
  const fact = await phone.write()
  phone.faults = [instead(toPush, status, body)]
  expect(await phone.exchange()).toMatchObject({ end: 'trouble' })
  expect(await stateOf(fact.id)).toMatchObject({ sync: 'pending' })
  expect(await phone.exchange()).toEqual({ end: 'done' })
  expect(await stateOf(fact.id)).toMatchObject({ sync: 'sent' })
})

/** The gateway's answer to a phone that asks too much at once. */
const tooMany = '{"error":"too_many_requests","reason":"wait for answers"}'
const toKeys = (path: string) => path.includes('/_all_docs')

test.each([
  ['a push', 429, toPush],
  ['a push', 503, toPush],
  ['what was pushed perhaps', 429, toKeys]
])(
  'a busy server is left alone as long as it wishes, and said of %s to be busy: %i',
  async (_, status, to) => {
    const fact = to === toKeys ? await phone.inject({ ms: Date.now() - 600_000 }) : (await phone.write()).id
    phone.faults = [instead(to, status, tooMany, 2, { 'retry-after': '7' })]
    expect(await phone.exchange()).toEqual({ end: 'trouble', afterMs: 7_000 })
    expect(await stateOf(fact)).toMatchObject({ sync: 'pending', reason: 'busy', tries: 1 })
    await phone.exchange()
    // Nothing new was said, and nothing written.
    expect(await stateOf(fact)).toMatchObject({ sync: 'pending', reason: 'busy', tries: 1 })
    expect(await phone.exchange()).toEqual({ end: 'done' })
    expect(await stateOf(fact)).not.toHaveProperty('reason')
    expect(await stateOf(fact)).toMatchObject({ sync: 'sent' })
  }
)

test('a server too busy for one fact takes the others, and is soon asked again', async () => {
  const [late, taken] = [await phone.write(), await phone.write()]
  phone.faults = [busyFor(late.id)]
  expect(await phone.exchange()).toEqual({ end: 'trouble', afterMs: 0 })
  expect(await stateOf(late.id)).toMatchObject({ sync: 'pending', reason: 'busy' })
  expect(await stateOf(taken.id)).toMatchObject({ sync: 'sent' })
  phone.faults = []
  expect(await phone.exchange()).toEqual({ end: 'done' })
  expect(await stateOf(late.id)).toMatchObject({ sync: 'sent' })
})

test('no network is told apart from trouble', async () => {
  await phone.write()
  phone.faults = [offline(1)]
  expect(await phone.exchange()).toEqual({ end: 'unreachable' })
})

test.each([
  [413, '', 'too-large'],
  [400, '{"error":"bad_request","reason":"invalid UTF-8 JSON"}', 'unreadable']
])(
  'a fact that makes the server refuse the whole request with %i is refused alone',
  async (status, body, reason) => {
    const good = [await phone.write(), await phone.write()]
    const bad = await phone.write({ body: { what: 'other', reason: 'QUA LON', who: 'x' } } as never)
    good.push(await phone.write(), await phone.write())
    phone.faults = [chokesOn('QUA LON', status, body)]
    expect(await phone.exchange()).toEqual({ end: 'done' })
    expect(await stateOf(bad.id)).toMatchObject({ sync: 'refused', reason, tries: 1 })
    for (const { id } of good) expect(await stateOf(id)).toMatchObject({ sync: 'sent' })
  }
)

test('a fact on which the server fails waits alone; the others go', async () => {
  const bad = await phone.write({ body: { what: 'other', reason: 'QUA LON', who: 'x' } } as never)
  const good = [await phone.write(), await phone.write()]
  phone.faults = [chokesOn('QUA LON', 500, '{"error":"internal_server_error"}')]
  expect(await phone.exchange()).toMatchObject({ end: 'trouble' })
  expect(await stateOf(bad.id)).toMatchObject({ sync: 'pending', tries: 1 })
  for (const { id } of good) expect(await stateOf(id)).toMatchObject({ sync: 'sent' })
})

test('a server that fails on everything is left alone soon', async () => {
  for (let i = 0; i < 40; i++) await phone.write()
  phone.faults = [instead(toPush, 500, '{"error":"internal_server_error"}', 1_000)]
  expect(await phone.exchange()).toMatchObject({ end: 'trouble' })
  expect(phone.requests.filter((line) => line.includes('_bulk_docs')).length).toBeLessThan(15)
})

test('facts no server can take hold up nobody: lone surrogate, nine megabytes, ids with an underscore', async () => {
  const good = [await phone.write()]
  const lone = await phone.inject({ body: { what: 'other', reason: 'hỏng \ud800', who: 'x' } })
  const huge = await phone.inject({ body: { what: 'other', reason: 'x'.repeat(9 * 1024 * 1024), who: 'x' } })
  const underscore = await phone.inject({ id: '_khong-hop-le' })
  good.push(await phone.write())
  expect(await phone.exchange()).toEqual({ end: 'done' })
  for (const { id } of good) expect(await stateOf(id)).toMatchObject({ sync: 'sent' })
  for (const id of [lone, huge, underscore])
    expect(await stateOf(id)).toMatchObject({ sync: 'refused', reason: expect.stringMatching(/^[a-z-]+$/) })
})

test('a refused fact keeps the validator’s code, and is not offered again', async () => {
  const refused = await phone.inject({ type: 'gates.note-painted' })
  const sent = await phone.write()
  await phone.exchange()
  phone.requests = []
  await phone.exchange()
  expect(await stateOf(refused)).toMatchObject({ sync: 'refused', reason: 'unknown-type', tries: 1 })
  expect(await stateOf(sent.id)).toMatchObject({ sync: 'sent' })
  expect(phone.requests.filter((line) => line.includes('_bulk_docs'))).toEqual([])
  expect(await first(phone.store.counts())).toEqual({ pending: 0, refused: 1, kept: 0 })
})

test('an id that the server has for another fact is refused; the server keeps its own', async () => {
  const theirs = await phone.write()
  await phone.exchange()
  // A copy of the phone writes another fact under the same number and in the same millisecond.
  const other = await TestPhone.open(server, named('giu-cong'), { keys: phone.keys })
  await other.inject({ n: theirs.n, ms: idTime(theirs.id) })
  await other.exchange()
  // Once more, since it had read no rule before.
  await other.exchange()
  expect(await stateOf(theirs.id, other)).toMatchObject({ sync: 'refused', reason: 'id-taken' })
  expect(await served(theirs)).toMatchObject({ sig: theirs.sig })
})

test('a fact of a quarter that nobody provisioned goes to the current one', async () => {
  const longAgo = Date.now() - 200 * 86_400_000
  const id = await phone.inject({ ms: longAgo })
  expect(await phone.exchange()).toEqual({ end: 'done' })
  expect(await stateOf(id)).toMatchObject({ sync: 'sent' })
  const current = `antt-${server.unit}-gates-${quarterAfter(Date.now(), 0)}`
  expect(await server.couch.nano.use(current).get(id)).toMatchObject({ n: 1 })
})

test('a session that ends on the way is renewed once, and nothing is lost', async () => {
  const fact = await phone.write()
  phone.faults = [instead(toPush, 401, '{"error":"unauthorized"}')]
  expect(await phone.exchange()).toEqual({ end: 'done' })
  expect(await stateOf(fact.id)).toMatchObject({ sync: 'sent' })
  expect(phone.requests.filter((line) => line === 'POST /session')).toHaveLength(2)
})

test('a server that wants another password leaves facts waiting', async () => {
  await server.account(named('doi-mat-khau'), ['keeper'])
  const changed = await TestPhone.open(server, named('doi-mat-khau'))
  const fact = await changed.write()
  changed.faults = [
    instead((path) => path === '/session', 401, '{"error":"unauthorized","reason":"password"}', 99)
  ]
  expect(await changed.exchange()).toEqual({ end: 'signed-out' })
  expect(await stateOf(fact.id, changed)).toMatchObject({ sync: 'pending' })
})

test('another account’s cookie on this phone opens nothing, and takes nothing along', async () => {
  const other = await TestPhone.open(server, named('ubnd'))
  await other.exchange()
  const fact = await phone.write()
  await phone.exchange()
  const more = await phone.write()
  phone.cookie = other.cookie
  expect(await phone.exchange()).toEqual({ end: 'done' })
  for (const { id } of [fact, more]) expect(await stateOf(id)).toMatchObject({ sync: 'sent' })
  expect(await served(more)).toMatchObject({ by: named('giu-cong') })
})
