import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { databaseOf } from '#lib/domain/database-names.ts'
import { books, type Book } from '#lib/domain/roles.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { blind, healed, ids, quarterStart, random, shelves, stateOf, written } from './audit-stage.ts'
import { TestPhone, type Fault } from './phone.ts'
import { named, startTestServer, type TestServer } from './server.ts'

let server: TestServer
let keeper: TestPhone
beforeAll(async () => {
  server = await startTestServer(['gates'])
  await server.account(named('giu-cong'), ['keeper'])
  await server.account(named('chi-huy'), ['commander'])
})
afterAll(() => server.stop())
beforeEach(async () => {
  keeper = await TestPhone.open(server, named('giu-cong'))
  // It knows the rules.
  await keeper.exchange()
})
afterEach(() => TestPhone.closeAll())
const openedChief = (where = server) => TestPhone.open(where, named('chi-huy'))

const { erase, gates, isServed } = shelves(() => server)

test('nothing wrong: one small request a database, nothing changes, and it is kept when that was', async () => {
  const commander = await openedChief({ ...server, books })
  await keeper.write()
  await keeper.write()
  await keeper.exchange()
  await commander.exchange()
  commander.requests = []
  const report = await commander.audit()
  expect(report).toMatchObject(healed)
  const names = new Set(commander.requests.flatMap((line) => /\/db\/(antt-[^/]*)/.exec(line)?.[1] ?? []))
  // On a CouchDB of many runs this account has units of others too.
  for (const name of [...names].filter((name) => name.includes(server.unit))) {
    const asked = commander.requests.filter(
      (line) => line.includes(`/${name}/`) && !/\/(epoch|_changes)/.test(line)
    )
    expect(asked.length).toBeLessThanOrEqual(1)
    expect(asked).toEqual(
      name.includes('q') ? asked : [`GET /db/${name}/_design/audit/_view/days?group=true`]
    )
  }
  expect(commander.requests.join()).toContain(`/${gates()}/_design/audit/_view/days`)
  expect(JSON.parse((await commander.store.checkpoint(`audit ${gates()}`))!.seq)).toMatchObject({
    last: { ...healed, at: report!.at }
  })
})

test('a fact that the phone lacks is fetched', async () => {
  const commander = await openedChief()
  const [lost, other] = [await keeper.write(), await keeper.write()]
  await keeper.exchange()
  const see = blind(commander, [lost.id])
  await commander.exchange()
  see()
  expect(await ids(commander)).not.toContain(lost.id)
  expect(await commander.audit()).toMatchObject({ ...healed, fetched: 1 })
  expect(await commander.facts()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: lost.id, sync: 'received', sig: lost.sig, body: lost.body }),
      expect.objectContaining({ id: other.id })
    ])
  )
  expect(await commander.audit()).toMatchObject(healed)
})

test('what comes in while it compares is new, not missing', async () => {
  const commander = await openedChief()
  await commander.exchange()
  let late: string | undefined
  commander.faults = [
    (path, _, pass) => {
      if (late !== undefined || !path.includes(`${gates()}/_design/audit`)) return null
      late = ''
      return keeper
        .write()
        .then(async ({ id }) => ((late = id), keeper.exchange()))
        .then(pass)
    }
  ]
  expect(await commander.audit()).toMatchObject(healed)
  expect(await ids(commander)).toContain(late)
})

test('what is erased on the server is dropped, never sent again', async () => {
  const [erased, lost] = [await keeper.write(), await keeper.write()]
  await keeper.exchange()
  const see = blind(keeper, [erased.id])
  await erase(erased.id)
  await erase(lost.id)
  await keeper.exchange()
  see()
  expect(await stateOf(keeper, erased.id)).toBe('sent')
  expect(await keeper.audit()).toMatchObject({ ...healed, dropped: 1 })
  expect(await isServed(erased.id)).toBe(false)
  expect(await ids(keeper)).not.toContain(erased.id)
  expect(written(keeper)).toHaveLength(1)
})

test('what waits still waits, what was refused stays refused, and neither is missed', async () => {
  const refused = await keeper.inject({ type: 'gates.note-painted' })
  await keeper.exchange()
  const { id } = await keeper.write()
  const shut: Fault = (path) =>
    path.endsWith('/_bulk_docs')
      ? Promise.resolve(Response.json({ error: 'forbidden' }, { status: 403 }))
      : null
  keeper.faults = [shut]
  expect(await keeper.audit()).toMatchObject(healed)
  expect(await stateOf(keeper, id)).toBe('pending')
  expect(await stateOf(keeper, refused)).toBe('refused')
  keeper.faults = []
  await keeper.exchange()
  expect(await stateOf(keeper, id)).toBe('sent')
  expect(await isServed(refused)).toBe(false)
})

test('a server that knows no audit yet is no trouble', async () => {
  await keeper.exchange()
  const unknown: Fault = (path) =>
    path.includes('_design/audit')
      ? Promise.resolve(Response.json({ error: 'not_found' }, { status: 404 }))
      : null
  keeper.faults = [unknown]
  expect(await keeper.audit()).toBeNull()
  expect(await keeper.exchange()).toEqual({ end: 'done' })
})

test.each([
  ['cut short', (text: string) => text.slice(0, -9)],
  ['of something else', () => '{"hello":"world"}'],
  ['with a count that is none', () => '{"rows":[{"key":20000,"value":[null,1]}]}']
])('an answer that is %s heals nothing and ends nothing', async (_, change) => {
  await keeper.write()
  await keeper.exchange()
  keeper.faults = [
    (path, __, pass) =>
      path.includes('_design/audit')
        ? pass().then(async (answer) => new Response(change(await answer.text()), answer))
        : null
  ]
  keeper.requests = []
  expect(await keeper.audit()).toBeNull()
  expect(written(keeper)).toEqual([])
})

test('next quarter’s database, in which a fast clock has written, is audited as any other, though it was read a moment ago', async () => {
  await keeper.exchange()
  keeper.requests = []
  expect(await keeper.audit()).toMatchObject(healed)
  const next = databaseOf({
    id: uuidv7(Date.parse(quarterStart(Date.now(), 1)), random()),
    unit: server.unit,
    book: 'gates' as Book
  })
  expect(keeper.requests.join()).toContain(`${next}/_design/audit`)
})
