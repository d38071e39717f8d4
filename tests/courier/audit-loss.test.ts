import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { dayMs, dayOf } from '#lib/domain/day-sums.ts'
import { databaseName, quarterOf } from '#lib/domain/database-names.ts'
import { serverAccount } from '#lib/domain/roles.ts'
import { certifiedId, type Numbered } from '#lib/domain/certified-id.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { recordOf } from '#lib/data/courier/audit/records.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { blind, healed, ids, quarterStart, shelves, stateOf, written } from './audit-stage.ts'
import { first, TestPhone, type Fault } from './phone.ts'
import { copyOf, restore } from './server-loss.ts'
import { named, startTestServer, type TestServer } from './server.ts'

const hour = 3_600_000

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
})
afterEach(() => TestPhone.closeAll())
const openedChief = () => TestPhone.open(server, named('chi-huy'))

const { erase, gates, isServed, nano } = shelves(() => server)

test.each(['same', 'new'] as const)(
  'a server put back to an older state, %s epoch: phones bring back what it lost, their own and others’',
  async (epoch) => {
    const commander = await openedChief()
    await keeper.write()
    // The sequence gets ahead of the number of documents, as with time it does.
    let rev = {}
    for (let i = 0; i < 20; i++)
      rev = { _rev: (await nano().insert({ _id: `thu-muc-${epoch}`, ...rev } as never)).rev }
    await keeper.exchange()
    const copy = await copyOf(server, gates())
    const [own, others] = [await keeper.write(), await commander.write()]
    await keeper.exchange()
    await commander.exchange()
    await keeper.exchange()
    await restore(server, gates(), copy, epoch)
    await keeper.exchange()
    expect(await isServed(own.id)).toBe(false)
    expect(await keeper.audit()).toMatchObject({ ...healed, resent: 2 })
    expect(await nano().get(own.id)).toMatchObject({ sig: own.sig, by: named('giu-cong') })
    expect(await nano().get(own.id)).not.toHaveProperty('via')
    expect(await nano().get(others.id)).toMatchObject({ sig: others.sig, by: named('chi-huy') })
    expect(await nano().get(others.id)).not.toHaveProperty('via')
    expect(await stateOf(keeper, own.id)).toBe('sent')
    expect(await stateOf(keeper, others.id)).toBe('received')
    expect(await commander.audit()).toMatchObject(healed)
    expect(await stateOf(commander, others.id)).toBe('sent')
    const next = await commander.write()
    await commander.exchange()
    await keeper.exchange()
    expect(await ids(keeper)).toContain(next.id)
  }
)

test('a whole database that the server lost comes back', async () => {
  const facts = [await keeper.write(), await keeper.write()]
  await keeper.exchange()
  await restore(server, gates(), [], 'new')
  const { resent } = (await keeper.audit())!
  expect(resent).toBeGreaterThanOrEqual(2)
  for (const { id } of facts) expect(await isServed(id)).toBe(true)
  expect(await keeper.audit()).toMatchObject(healed)
})

test('what was erased here stays erased, though an older server has it again', async () => {
  const commander = await openedChief()
  const fact = await keeper.write()
  await keeper.exchange()
  await commander.exchange()
  const copy = await copyOf(server, gates())
  await erase(fact.id)
  await keeper.exchange()
  expect(await ids(keeper)).not.toContain(fact.id)
  for (const epoch of ['same', 'new'] as const) {
    await restore(server, gates(), copy, epoch)
    keeper.requests = []
    expect(await keeper.audit()).toMatchObject(healed)
    expect(keeper.requests.filter((line) => line.includes('_all_docs?include_docs'))).toEqual([])
    await keeper.exchange()
    expect(await ids(keeper)).not.toContain(fact.id)
  }
  expect(await isServed(fact.id)).toBe(true)
})

test('what the server does not take stays as it is and is told, and is offered again within the hour', async () => {
  await keeper.write()
  await keeper.exchange()
  const copy = await copyOf(server, gates())
  const fact = await keeper.write()
  await keeper.exchange()
  await restore(server, gates(), copy, 'same')
  const id = JSON.stringify(fact.id)
  const refuses: Fault = (path, init) =>
    path.endsWith('/_bulk_docs') && String(init.body).includes(id)
      ? Promise.resolve(
          Response.json([{ id: fact.id, error: 'forbidden', reason: '{"code":"not-allowed"}' }])
        )
      : null
  keeper.faults = [refuses]
  expect(await keeper.audit()).toMatchObject({ ...healed, left: 1 })
  expect(await stateOf(keeper, fact.id)).toBe('sent')
  const { next, last } = (await recordOf(keeper.store, gates()))!
  expect(next - last!.at).toBeLessThanOrEqual(hour)
  keeper.faults = []
  expect(await keeper.audit()).toMatchObject({ ...healed, resent: 1 })
  const whole = (await recordOf(keeper.store, gates()))!
  expect(whole.next - whole.last!.at).toBeGreaterThan(hour)
})

test('of a directory a phone brings back its own, and by its seal what the server had of others, just as it was', async () => {
  const commander = await openedChief()
  const directory = databaseName(server.unit, 'directory', '')
  await keeper.exchange()
  const copy = await copyOf(server, directory)
  const enrol = (phone: TestPhone) => {
    const stream = `device/${phone.keys.device.id}`
    const body = { key: phone.keys.device.publicKey, label: 'Máy thử' }
    return phone.write({ book: 'directory', stream, type: 'directory.device-enrolled', body } as never)
  }
  const [own, theirs] = [await enrol(keeper), await enrol(commander)]
  await commander.exchange()
  await keeper.exchange()
  await restore(server, directory, copy, 'new')
  expect(await keeper.audit()).toMatchObject({ ...healed, resent: 2 })
  expect(await isServed(own.id, directory)).toBe(true)
  expect(await nano(directory).get(theirs.id)).not.toHaveProperty('via')
  expect(await keeper.audit()).toMatchObject(healed)
})

test('what the server itself told in a directory and lost is missed by no phone: it tells it anew where it must', async () => {
  const directory = databaseName(server.unit, 'directory', '')
  await keeper.exchange()
  const copy = await copyOf(server, directory)
  const stream = `device/${keeper.keys.device.id}`
  const told = new TestDevice(serverAccount).fact(
    server.unit,
    'directory',
    'directory.device-approved',
    stream,
    {}
  )
  await nano(directory).insert(asDocument(told))
  await keeper.exchange()
  await restore(server, directory, copy, 'new')
  expect(await keeper.audit()).toMatchObject(healed)
  expect(await isServed(told.id, directory)).toBe(false)
})

test('days are UTC: only the ids of those that differ are asked for', async () => {
  const midnight = Math.floor(Date.now() / dayMs) * dayMs
  const times = [midnight - 1, midnight, midnight + 1].filter((ms) => quarterOf(ms) === quarterOf(midnight))
  const all: string[] = []
  for (const ms of times) all.push(await keeper.inject({ ms }))
  await keeper.exchange()
  const copy = await copyOf(server, gates())
  const lost = all[0]!
  await restore(
    server,
    gates(),
    copy.filter(({ _id }) => _id !== lost),
    'same'
  )
  keeper.requests = []
  expect(await keeper.audit()).toMatchObject({ ...healed, resent: 1 })
  const ranges = keeper.requests.filter((line) => line.startsWith('GET') && line.includes('_all_docs'))
  expect(ranges).toHaveLength(1)
  const query = new URLSearchParams(ranges[0]!.split('?')[1])
  const [from, to] = ['startkey', 'endkey'].map((name) => JSON.parse(query.get(name)!) as string)
  expect(dayOf(from!)).toBe(dayOf(lost))
  expect(dayOf(to!)).toBe(dayOf(lost) + 1)
  expect(await isServed(lost)).toBe(true)
})

test('a quarter that the server has dropped is not brought back', async () => {
  const lastQuarter = Date.parse(quarterStart(Date.now())) - dayMs
  await server.provisionAt(lastQuarter)
  const last = databaseName(server.unit, 'gates', quarterOf(lastQuarter))
  const id = await keeper.inject({ ms: lastQuarter })
  expect(await keeper.audit()).toMatchObject(healed)
  expect(await isServed(id, last)).toBe(true)
  await server.couch.nano.db.destroy(last)
  keeper.requests = []
  keeper.absentUntil.clear()
  expect(await keeper.audit()).toMatchObject(healed)
  expect(written(keeper)).toEqual([])
  expect(await stateOf(keeper, id)).toBe('sent')
})

test('a fact of a quarter without a database lies in the current one, and is audited there', async () => {
  const commander = await openedChief()
  const longAgo = Date.now() - 400 * dayMs
  const id = await keeper.inject({ ms: longAgo })
  await keeper.inject({ ms: longAgo })
  await keeper.exchange()
  expect(await isServed(id)).toBe(true)
  const see = blind(commander, [id])
  await commander.exchange()
  see()
  expect(await commander.audit()).toMatchObject({ ...healed, fetched: 1 })
  expect(await ids(commander)).toContain(id)
  commander.requests = []
  expect(await commander.audit()).toMatchObject(healed)
  expect(commander.requests.filter((line) => line.includes('_all_docs'))).toEqual([])
  const copy = await copyOf(server, gates())
  await restore(
    server,
    gates(),
    copy.filter(({ _id }) => _id !== id),
    'same'
  )
  expect(await keeper.audit()).toMatchObject(healed)
  expect(await isServed(id)).toBe(false)
})

test('two ids of a day with the same last 32 bits cannot be told apart: the price of small sums', async () => {
  const ms = Date.now() - 3 * 60_000
  const [one, two] = twins({ unit: server.unit, book: 'gates', device: keeper.keys.device.id }, ms)
  const here = await keeper.inject({ ms, n: one.n })
  await keeper.exchange()
  const copy = await copyOf(server, gates())
  const other = copy.map((doc) => (doc._id === here ? { ...doc, _id: two.id, n: two.n } : doc))
  const see = blind(keeper, [two.id])
  await restore(server, gates(), other, 'same')
  await keeper.exchange()
  see()
  expect(await keeper.audit()).toMatchObject(healed)
  expect([await isServed(here), await isServed(two.id)]).toEqual([false, true])
  await erase(two.id)
  await keeper.audit()
  expect(await isServed(here)).toBe(true)
})

test('cut off anywhere, it is taken up again and ends the same', async () => {
  const commander = await openedChief()
  const facts = [await keeper.write(), await commander.write(), await keeper.write()]
  await keeper.exchange()
  await commander.exchange()
  await keeper.exchange()
  const copy = await copyOf(server, gates())
  for (let requests = 1, cut = true; cut; requests++) {
    await restore(
      server,
      gates(),
      copy.filter(({ _id }) => !facts.some(({ id }) => id === _id)),
      requests % 2 === 0 ? 'same' : 'new'
    )
    let left = requests
    cut = false
    keeper.faults = [
      (path) => {
        if (!path.includes('_design/audit') && !path.includes('_all_docs') && !path.includes('_bulk_docs'))
          return null
        if (left-- > 0) return null
        cut = true
        return Promise.reject(new TypeError('network changed'))
      }
    ]
    await keeper.audit()
    keeper.faults = []
    await keeper.audit()
    for (const { id } of facts) expect(await isServed(id)).toBe(true)
    expect(await keeper.audit()).toMatchObject(healed)
  }
  expect(await first(keeper.store.counts())).toEqual({ pending: 0, refused: 0, kept: 0 })
})

/** Two numbers of one device whose ids end alike, the first that there are. */
function twins(place: Omit<Numbered, 'n'>, ms: number): [Twin, Twin] {
  const numbers = new Map<string, number>()
  for (let n = 1; ; n++) {
    const id = certifiedId({ ...place, n }, ms)
    const other = numbers.get(id.slice(-8))
    if (other !== undefined)
      return [
        { n: other, id: certifiedId({ ...place, n: other }, ms) },
        { n, id }
      ]
    numbers.set(id.slice(-8), n)
  }
}
type Twin = Pick<Envelope, 'n' | 'id'>
