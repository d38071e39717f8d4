import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { databaseName, quarterAfter, quarterOf, quarterStart } from '#lib/domain/database-names.ts'
import { loadServerDevice } from '../../sync-server/server-device.ts'
import { removeQuarter } from '../../sync-server/retention/remove-quarter.ts'
import { factsIn, factWriter, serverAccount } from '../../sync-server/fact-writer.ts'
import { after, toPush } from './faults.ts'
import { TestPhone } from './phone.ts'
import { named, startTestServer, type TestServer } from './server.ts'
import { sealsIn } from '../../sync-server/admission/seals.ts'

let server: TestServer
let folder: string
let phone: TestPhone
/** A quarter whose time of keeping is over; each test has one of its own. */
let quarter = quarterAfter(Date.now(), -20)
let start: number
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'antt-'))
  server = await startTestServer(['gates'])
  for (const name of [named('giu-cong'), named('dong-nghiep')]) await server.account(name, ['keeper'])
})
beforeEach(async () => {
  quarter = quarterAfter(quarterStart(quarter), 2)
  start = quarterStart(quarter)
  await server.provisionAt(start)
  phone = await TestPhone.open(server, named('giu-cong'))
})
afterEach(() => TestPhone.closeAll())
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

/** As its phone wrote it then. */
const old = (seconds: number, on = phone) => on.inject({ ms: start + seconds * 1000, stream: stream() })
/** Each test looks at a gate of its own: what others brought late lies in the same database. */
const stream = () => `gate/cong-${quarter}`
const inQuarter = (of: string) => databaseName(server.unit, 'gates', of)
const removed = (book: 'gates' | 'duty' = 'gates') =>
  removeQuarter({ unit: server.unit, book, quarter }, { who: 'Lê Quốc Thắng' }, server.tools)
/** Writes into CouchDB as the server, with a key that the unit's root has not certified. */
const impostor = () => {
  const device = loadServerDevice(join(folder, 'server-key.json'))
  return factWriter(server.couch.nano, device, serverAccount, Date.now, sealsIn(folder))
}
const states = async (of = phone) => (await of.facts(stream())).map(({ id, sync }) => [id, sync])
const now = async () =>
  (await factsIn(server.couch.nano, inQuarter(quarterOf(Date.now())))).map(({ id }) => id)

test('phones drop what a removed quarter took, an audit brings nothing back, and numbers go on', async () => {
  const taken = [await old(1), await old(2)]
  const fresh = await phone.write({ stream: stream() })
  expect(await phone.exchange()).toEqual({ end: 'done' })
  const other = await TestPhone.open(server, named('dong-nghiep'))
  const facts = await factsIn(server.couch.nano, inQuarter(quarter))
  expect(facts.map(({ id }) => id).sort()).toEqual(taken)
  await other.store.receive(facts, [])

  await removed()
  for (const one of [phone, other]) {
    expect(await one.exchange()).toEqual({ end: 'done' })
    expect(await states(one)).toEqual([[fresh.id, one === phone ? 'sent' : 'received']])
    expect(await one.audit()).toMatchObject({ fetched: 0, resent: 0, dropped: 0, left: 0 })
    expect(await states(one)).toHaveLength(1)
  }
  expect((await phone.write()).n).toBe(fresh.n + 1)
  expect(await server.couch.nano.db.list()).not.toContain(inQuarter(quarter))
})

test('what had not arrived is kept, and goes to the current quarter; no phone drops it there', async () => {
  const sent = await old(1)
  await phone.exchange()
  const late = await old(2)
  await removed()
  // The first exchange pushes before it hears of the removal.
  expect(await phone.exchange()).toEqual({ end: 'done' })
  expect(await states()).toEqual([[late, 'sent']])
  expect(await now()).toContain(late)
  const other = await TestPhone.open(server, named('dong-nghiep'))
  await other.exchange()
  for (const one of [phone, other]) {
    await one.audit()
    const ids = (await one.facts(stream())).map(({ id }) => id)
    expect(ids).toContain(late)
    expect(ids).not.toContain(sent)
  }
})

test('what a phone with a wrong clock brings to the wrong quarter waits there for the right one', async () => {
  await removed()
  const late = await old(1)
  const { clock } = phone
  const right = clock.now.bind(clock)
  clock.now = () => right() + 110 * 24 * 3_600_000
  await phone.exchange()
  expect(await states()).toEqual([[late, 'pending']])
  clock.now = right
  expect(await phone.exchange()).toEqual({ end: 'done' })
  expect(await states()).toEqual([[late, 'sent']])
  expect(await now()).toContain(late)
})

test('what came late and went to the current quarter stays on a phone that hears of the removal only then', async () => {
  await old(1)
  await phone.exchange()
  const facts = await factsIn(server.couch.nano, inQuarter(quarter))
  await removed()
  const late = await old(2)
  await phone.exchange()
  const brought = (await factsIn(server.couch.nano, inQuarter(quarterOf(Date.now())))).filter(
    ({ id }) => id === late
  )
  const other = await TestPhone.open(server, named('dong-nghiep'))
  await other.store.receive([...facts, ...brought], [])
  await other.exchange()
  expect(await states(other)).toEqual([[late, 'received']])
})

test('what had arrived, though its phone never heard so, does not come back', async () => {
  const unheard = await old(1)
  phone.faults = [after(toPush, () => null)]
  expect(await phone.exchange()).toMatchObject({ end: 'unreachable' })
  expect(await states()).toEqual([[unheard, 'pending']])
  await removed()
  expect(await phone.exchange()).toEqual({ end: 'done' })
  expect(await states()).toEqual([])
  expect(await now()).not.toContain(unheard)
})

test('a refused record of that quarter stays where it is', async () => {
  const sent = await old(1)
  await phone.exchange()
  const refused = await phone.inject({
    ms: start + 5000,
    stream: stream(),
    body: { what: 'no such thing' }
  })
  await phone.exchange()
  expect(await states()).toEqual([
    [sent, 'sent'],
    [refused, 'refused']
  ])
  await removed()
  await phone.exchange()
  expect(await states()).toEqual([[refused, 'refused']])
})

test('a removal that somebody wrote past the server takes nothing from a phone', async () => {
  const kept = [await old(1), await old(2)]
  await phone.exchange()
  const facts = await factsIn(server.couch.nano, inQuarter(quarter))
  const { device, by } = facts[0]!
  const taken = [{ device, by, from: 1, to: 9 }]
  const body = { book: 'gates' as const, quarter, who: 'Ai đó', records: 2, photos: 0, taken }
  const planted = await impostor().write(server.unit, 'directory', () => [
    { stream: `unit/${server.unit}`, type: 'directory.quarter-removed', body }
  ])
  expect(planted).toBe(1)
  await phone.exchange()
  expect(
    (await phone.facts(`unit/${server.unit}`)).filter((fact) => fact.type === 'directory.quarter-removed')
  ).not.toEqual([])
  expect(await states()).toEqual(kept.map((id) => [id, 'sent']))
})
