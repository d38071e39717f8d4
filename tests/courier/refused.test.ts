import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { databaseName, databasesOf, quarterOf } from '#lib/domain/database-names.ts'
import { codeOr } from '#lib/domain/devices/facts.ts'
import { first, ownMemory, TestPhone } from './phone.ts'
import { inTime, named, startTestServer, type TestServer } from './server.ts'

let server: TestServer
let phone: TestPhone
beforeAll(async () => {
  server = await startTestServer(['gates'])
  await server.account(named('giu-cong'), ['keeper'])
})
afterEach(() => TestPhone.closeAll())
afterAll(() => server.stop())
beforeEach(async () => {
  phone = await TestPhone.open(server, named('giu-cong'))
  // It knows the rules.
  await phone.exchange()
})

interface Design {
  _id: string
  _rev: string
  validate_doc_update: string
  lib: Record<string, string>
}
const gates = () => server.couch.nano.use<Design>(databaseName(server.unit, 'gates', quarterOf(Date.now())))

/** The rule of the gates' book becomes another one in all its quarters, as after an upgrade of the server; what it said before. */
async function change(change: (design: Design) => Partial<Design>): Promise<Design> {
  const before = await gates().get('_design/antt')
  const changed = change(before)
  const { nano } = server.couch
  for (const name of databasesOf(server.unit, 'gates', await nano.db.list())) {
    const design = await nano.use<Design>(name).get('_design/antt')
    await nano.use<Design>(name).insert({ ...design, ...changed } as never)
  }
  return before
}
const another = ({ lib }: Design) => ({ lib: { ...lib, newer: `exports.at=${Date.now()}${Math.random()}` } })

const refused = (at = phone) => first(at.store.inState('refused', 99))
const pushes = (at = phone) => at.requests.splice(0).filter((line) => line.includes('/_bulk_docs')).length
/** Exchanges until nothing is left for later, as the courier does. */
async function exchangeAll(at = phone) {
  for (;;) {
    const end = await at.exchange()
    if (end.end !== 'done' || !end.more) return end
  }
}

test('what was refused is offered again by itself when the rule changes, once for each change', async () => {
  await phone.inject({ type: 'gates.note-painted' })
  await exchangeAll()
  expect(await refused()).toMatchObject([{ reason: 'unknown-type', tries: 1 }])
  pushes()
  await exchangeAll()
  expect(pushes()).toBe(0)

  await change(another)
  expect(await phone.exchange()).toEqual({ end: 'done', more: true })
  expect(await refused()).toEqual([])
  await exchangeAll()
  expect(await refused()).toMatchObject([{ reason: 'unknown-type', tries: 2 }])
  pushes()
  await exchangeAll()
  expect(pushes()).toBe(0)
})

test('a rule that takes it now has it; nothing had to wait for it meanwhile', async () => {
  const id = await phone.inject({ type: 'gates.note-painted' })
  await exchangeAll()
  const later = await phone.write()
  expect(await exchangeAll()).toEqual({ end: 'done' })
  const stateOf = async (id: string) => (await phone.facts()).find((fact) => fact.id === id)?.sync
  expect([await stateOf(id), await stateOf(later.id)]).toEqual(['refused', 'sent'])

  const before = await change((design) => ({
    ...another(design),
    validate_doc_update: 'function () {}'
  }))
  await exchangeAll()
  expect(await stateOf(id)).toBe('sent')
  await change(() => ({ validate_doc_update: before.validate_doc_update }))
})

test('another book’s rule offers nothing of this one', async () => {
  await phone.inject({ type: 'gates.note-painted' })
  await exchangeAll()
  const directory = server.couch.nano.use<Design>(databaseName(server.unit, 'directory', ''))
  const design = await directory.get('_design/antt')
  await directory.insert({ ...design, ...another(design) } as never)
  expect(await phone.exchange()).toEqual({ end: 'done' })
  expect(await refused()).toMatchObject([{ tries: 1 }])
})

test('the same rule read once more, as after a restore, offers nothing', async () => {
  await phone.inject({ type: 'gates.note-painted' })
  await exchangeAll()
  const { _rev } = await gates().get('epoch')
  await gates().insert({ _id: 'epoch', _rev, value: crypto.randomUUID(), at: '' } as never)
  phone.requests = []
  await exchangeAll()
  expect(phone.requests.some((line) => line.includes('/_changes') && /since=0\b/.test(line))).toBe(true)
  expect(await refused()).toMatchObject([{ tries: 1 }])
})

test('“Gửi lại” offers it again, and only what is refused', async () => {
  const id = await phone.inject({ type: 'gates.note-painted' })
  const sent = await phone.write()
  await exchangeAll()
  await phone.store.mark([id, sent.id], 'pending')
  expect(await first(phone.store.counts())).toEqual({ pending: 1, refused: 0, kept: 0 })
  await exchangeAll()
  expect(await refused()).toMatchObject([{ id, reason: 'unknown-type', tries: 2 }])
})

test('what is set aside is never offered again, counts nowhere, keeps its number, and stays on the phone', async () => {
  const disk = new Map()
  const { keys } = phone
  const before = await TestPhone.open(server, named('giu-cong'), { storage: ownMemory(disk), keys })
  const id = await before.inject({ type: 'gates.note-painted' })
  await exchangeAll(before)
  const [fact] = await refused(before)
  const { n, reason } = fact!
  const aside = await before.write({
    type: 'device.set-aside',
    stream: `device/${keys.device.id}`,
    body: { n, code: codeOr(reason), reason: 'ghi thử' }
  } as never)
  await before.store.mark([id], 'set-aside')
  await exchangeAll(before)
  await change(another)
  pushes(before)
  await exchangeAll(before)
  expect(pushes(before)).toBe(0)
  await before.store.mark([id], 'pending')
  await before.store.close()

  const again = await TestPhone.open(server, named('giu-cong'), { storage: ownMemory(disk), keys })
  expect(await first(again.store.inState('set-aside', 9))).toMatchObject([
    { id, n, reason, sig: fact!.sig, body: fact!.body }
  ])
  expect(await first(again.store.counts())).toEqual({ pending: 0, refused: 0, kept: 0 })
  expect((await again.facts()).map((fact) => fact.id)).not.toContain(id)
  const own = (await first(again.store.book('gates'))).filter(({ device }) => device === keys.device.id)
  expect(own).toMatchObject([{ id: aside.id, sync: 'sent' }])
  expect((await again.write()).n).toBe(aside.n + 1)
  expect(await gates().get(aside.id)).toMatchObject({ body: { n, code: 'unknown-type', reason: 'ghi thử' } })
})

test('a late answer changes nothing of what was set aside, but that the server has it after all', async () => {
  const id = await phone.inject({ type: 'gates.note-painted' })
  await exchangeAll()
  await phone.store.mark([id], 'set-aside')
  const stateOf = async () => (await first(phone.store.inState('set-aside', 9))).length
  await phone.store.settle([{ id, sync: 'refused', reason: 'not-allowed' }])
  await phone.store.settle([{ id, sync: 'waiting' }])
  expect(await first(phone.store.inState('set-aside', 9))).toMatchObject([
    { reason: 'unknown-type', tries: 1 }
  ])
  await phone.store.settle([{ id, sync: 'sent' }])
  expect(await stateOf()).toBe(0)
})

test('what was refused for a missing right is offered again by itself once the right is given back', async () => {
  await server.account(named('doi-vai'), ['keeper'])
  const other = await TestPhone.open(server, named('doi-vai'))
  await exchangeAll(other)
  await server.account(named('doi-vai'), ['auditor'])
  // This phone must not hear of it before it writes.
  const elsewhere = await TestPhone.open(server, named('doi-vai'))
  await inTime(async () => {
    await elsewhere.exchange()
    expect(elsewhere.identity.roles).toEqual([`${server.unit}:auditor`])
  })
  const fact = await other.write()
  await exchangeAll(other)
  expect(await refused(other)).toMatchObject([{ id: fact.id, reason: 'not-allowed', tries: 1 }])
  pushes(other)
  await exchangeAll(other)
  expect(pushes(other)).toBe(0)
  await server.account(named('doi-vai'), ['keeper'])
  await inTime(async () => {
    await exchangeAll(other)
    expect(await other.facts()).toContainEqual(expect.objectContaining({ id: fact.id, sync: 'sent' }))
  })
})
