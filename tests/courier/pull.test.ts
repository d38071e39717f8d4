import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { databaseName, databaseOf, quarterAfter, quarterOf } from '#lib/domain/database-names.ts'
import { certifiedId } from '#lib/domain/certified-id.ts'
import type { Book } from '#lib/domain/roles.ts'
import { databasesFor } from '#lib/data/courier/pull.ts'
import { quarterStart } from './audit-stage.ts'
import { after, toChanges, toPush } from './faults.ts'
import { first, ownMemory, TestPhone } from './phone.ts'
import { inTime, named, startTestServer, type TestServer } from './server.ts'

let server: TestServer
let keeper: TestPhone
let commander: TestPhone
beforeAll(async () => {
  server = await startTestServer(['gates'])
  await server.account(named('giu-cong'), ['keeper'])
  await server.account(named('chi-huy'), ['commander'])
  await server.account(named('len-chuc'), ['province-hui'])
})
afterAll(() => server.stop())
beforeEach(async () => {
  keeper = await TestPhone.open(server, named('giu-cong'))
  commander = await TestPhone.open(server, named('chi-huy'))
})
afterEach(() => TestPhone.closeAll())

const gates = () => databaseName(server.unit, 'gates', quarterOf(Date.now()))
const home = (fact: { id: string; unit: string; book: string }) =>
  server.couch.nano.use(databaseOf(fact as { id: string; unit: string; book: Book }))
const ids = async (phone: TestPhone) => (await phone.facts()).map(({ id }) => id)

test('nothing is fetched twice: the place is kept over a restart', async () => {
  const disk = new Map()
  const { keys } = keeper
  const before = await TestPhone.open(server, named('giu-cong'), { storage: ownMemory(disk), keys })
  const fact = await before.write()
  await before.exchange()
  await before.exchange()
  await before.store.close()
  const again = await TestPhone.open(server, named('giu-cong'), { storage: ownMemory(disk), keys })
  await again.exchange()
  const since = again.requests.filter((line) => line.includes(`${gates()}/_changes`))
  expect(since).toHaveLength(1)
  expect(since[0]).not.toMatch(/since=0\b/)
  expect(await ids(again)).toContain(fact.id)
})

test('the place does not move when storing fails, and nothing is missed', async () => {
  const fact = await keeper.write()
  await keeper.exchange()
  const { receive } = commander.store
  commander.store.receive = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
  await expect(commander.exchange()).rejects.toThrow('full')
  expect(await commander.store.checkpoint(gates())).toBeNull()
  commander.store.receive = receive
  expect(await commander.exchange()).toEqual({ end: 'done' })
  expect(await ids(commander)).toContain(fact.id)
})

test.each([
  ['cut short', (text: string) => text.slice(0, -20)],
  ['not a page', () => '{"rows":[]}'],
  ['lost', () => null]
])('a page that is %s moves nothing', async (_, change) => {
  const fact = await keeper.write()
  await keeper.exchange()
  commander.faults = [after(toChanges, change, 9)]
  expect(await commander.exchange()).not.toEqual({ end: 'done' })
  expect(await commander.store.checkpoint(gates())).toBeNull()
  commander.faults = []
  expect(await commander.exchange()).toEqual({ end: 'done' })
  expect(await ids(commander)).toContain(fact.id)
})

test('another epoch: everything is pulled again, nothing is doubled', async () => {
  await keeper.write()
  await keeper.write()
  await keeper.exchange()
  await commander.exchange()
  const before = await ids(commander)
  const database = server.couch.nano.use(gates())
  const { _rev } = await database.get('epoch')
  await database.insert({
    _id: 'epoch',
    _rev,
    value: crypto.randomUUID(),
    at: new Date().toISOString()
  } as never)
  commander.requests = []
  expect(await commander.exchange()).toEqual({ end: 'done' })
  expect(commander.requests.find((line) => line.includes(`${gates()}/_changes`))).toMatch(/since=0\b/)
  expect(await ids(commander)).toEqual(before)
  commander.requests = []
  await commander.exchange()
  expect(commander.requests.find((line) => line.includes(`${gates()}/_changes`))).not.toMatch(/since=0\b/)
})

test('an erased fact leaves the phone, envelope and all, and its number is not given out again', async () => {
  const disk = new Map()
  const phone = await TestPhone.open(server, named('giu-cong'), { storage: ownMemory(disk) })
  const fact = await phone.write({ stream: 'gate/bi-xoa' })
  await phone.exchange()
  const { _rev } = await home(fact).get(fact.id)
  await home(fact).destroy(fact.id, _rev)
  await phone.exchange()
  expect(await phone.facts('gate/bi-xoa')).toEqual([])
  const left = JSON.stringify([...disk.values()].map(({ documents }) => [...documents.values()]))
  expect(left).not.toContain('bi-xoa')
  expect(left).not.toContain(fact.sig)
  await phone.store.close()
  const again = await TestPhone.open(server, named('giu-cong'), {
    storage: ownMemory(disk),
    keys: phone.keys
  })
  expect((await again.write()).n).toBe(fact.n + 1)
})

test('documents that are no facts are passed over; unknown types are kept', async () => {
  const known = await keeper.write({ stream: 'gate/la' })
  const { id: _, ...rest } = known
  const newer = certifiedId({ ...known, n: 2 }, Date.now())
  await home(known).insert({
    _id: newer,
    ...rest,
    n: 2,
    type: 'gates.camera-turned',
    body: { odd: true }
  } as never)
  await home(known).insert({ _id: 'thu-muc', list: [1] } as never)
  await keeper.exchange()
  expect(await commander.exchange()).toEqual({ end: 'done' })
  const facts = await commander.facts('gate/la')
  expect(facts.map(({ type }) => type).sort()).toEqual(['gates.camera-turned', 'gates.note-written'])
})

test('what this phone had waiting and the server has already becomes sent by itself', async () => {
  const fact = await keeper.write()
  keeper.faults = [after(toPush, () => null)]
  await keeper.exchange()
  keeper.faults = [(path) => (toPush(path) ? Promise.resolve(new Response('[]')) : null)]
  await keeper.exchange()
  expect((await keeper.facts()).find(({ id }) => id === fact.id)).toMatchObject({ sync: 'sent' })
})

test('only known books that the roles open are asked for', () => {
  const now = Date.UTC(2026, 10, 24)
  const of = (...roles: string[]) => databasesFor(roles, now).map(({ name }) => name)
  expect(of('xa-a:keeper')).toEqual([
    'antt-xa-a-directory',
    'antt-xa-a-duty-2026q4',
    'antt-xa-a-duty-2026q3',
    'antt-xa-a-duty-2027q1',
    'antt-xa-a-gates-2026q4',
    'antt-xa-a-gates-2026q3',
    'antt-xa-a-gates-2027q1'
  ])
  expect(of('xa-a:province-hui', 'xa-b:commander')).toEqual([
    'antt-xa-a-directory',
    'antt-xa-b-directory',
    'antt-xa-b-duty-2026q4',
    'antt-xa-b-duty-2026q3',
    'antt-xa-b-duty-2027q1',
    'antt-xa-b-gates-2026q4',
    'antt-xa-b-gates-2026q3',
    'antt-xa-b-gates-2027q1',
    'antt-xa-b-incidents',
    'antt-xa-b-hui',
    'antt-xa-b-notices',
    'antt-xa-b-movement',
    'antt-xa-b-private'
  ])
  expect(of('stranger')).toEqual([])
})

test('a quarter that nobody provisioned is asked for once, not every two seconds', async () => {
  await keeper.exchange()
  await keeper.exchange()
  const last = databaseName(server.unit, 'gates', quarterAfter(Date.now(), -1))
  expect(keeper.requests.filter((request) => request.includes(last))).toHaveLength(1)
})

test('what a phone with a fast clock wrote into the next quarter is read now, and that quarter is not asked for all the time', async () => {
  const inNext = Date.parse(quarterStart(Date.now(), 1)) + 5 * 86_400_000
  const id = await keeper.inject({ ms: inNext })
  await keeper.exchange()
  const next = databaseName(server.unit, 'gates', quarterAfter(Date.now(), 1))
  expect(await server.couch.nano.use(next).get(id)).toMatchObject({ by: named('giu-cong') })
  await commander.exchange()
  await commander.exchange()
  expect(await ids(commander)).toContain(id)
  expect(commander.requests.filter((request) => request.includes(`${next}/epoch`))).toHaveLength(1)
})

test('what a clock put off that ran weeks ahead is asked for again at once', async () => {
  const last = databaseName(server.unit, 'gates', quarterAfter(Date.now(), -1))
  keeper.absentUntil.set(last, Date.now() + 34 * 86_400_000)
  await keeper.exchange()
  expect(keeper.requests.filter((request) => request.includes(last))).toHaveLength(1)
})

test('roles that the server changed are learnt and used in the same exchange', async () => {
  const fact = await keeper.write()
  await keeper.exchange()
  const promoted = await TestPhone.open(server, named('len-chuc'))
  await promoted.exchange()
  expect(await ids(promoted)).toEqual([])
  await server.account(named('len-chuc'), ['officer'])
  // CouchDB remembers a user for some milliseconds: the first exchange that hears of the new role uses it.
  await inTime(async () => {
    await promoted.exchange()
    expect(promoted.identity.roles).toEqual([`${server.unit}:officer`])
  })
  expect(await ids(promoted)).toContain(fact.id)
})

test('more than one page arrives whole', async () => {
  const { couch, unit } = server
  const docs = Array.from({ length: 2_300 }, (_, i) => ({
    unit,
    book: 'gates',
    device: 'D'.repeat(43),
    n: i + 1
  }))
    .map((own) => ({ _id: certifiedId(own, Date.now()), ...own }))
    .map((own, i) => ({
      ...own,
      stream: 'gate/nhieu',
      type: 'gates.note-written',
      at: '2026-10-05T01:02:03.004Z',
      by: 'may-chu',
      body: { what: 'seen', reason: `lần ${i}`, who: 'x' },
      sig: `${'S'.repeat(85)}A`
    }))
  await couch.nano.use(gates()).bulk({ docs })
  expect(await commander.exchange()).toEqual({ end: 'done' })
  expect(await commander.facts('gate/nhieu')).toHaveLength(2_300)
  expect(await first(commander.store.counts())).toEqual({ pending: 0, refused: 0, kept: 0 })
})
