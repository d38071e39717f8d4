import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Book } from '#lib/domain/roles.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { databaseOf } from '#lib/domain/database-names.ts'
import { factsIn } from '../../sync-server/fact-writer.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { TestPhone } from '../courier/phone.ts'
import { named, startTestServer, type TestServer } from '../courier/server.ts'

/** A member whose record bears the id of somebody else's, in another book, to hide that one and to have it erased. */
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await server.account(named('giu-cong'), ['keeper'])
  await server.account(named('chi-huy'), ['commander'])
})
afterEach(() => TestPhone.closeAll())
afterAll(() => server.stop())

const stranger = (thief: TestDevice, forged: object) =>
  thief.fact(
    server.unit,
    'duty',
    'duty.stranger-seen',
    'stranger/x',
    { gate: 'ap-1b', direction: 'in' },
    forged
  )
const home = (fact: Envelope) => databaseOf(fact as Envelope & { book: Book })

test('another’s id hides nothing and erases nothing, on phones that have that record and on those that come late', async () => {
  const [keeper, early] = [
    await TestPhone.open(server, named('giu-cong')),
    await TestPhone.open(server, named('chi-huy'))
  ]
  const honest = (await keeper.write()) as Envelope
  const thief = new TestDevice(named('giu-cong'))
  const borrowed = stranger(thief, { id: honest.id })
  const place = server.couch.nano.use(home(borrowed))
  // As a server would hold it that has judged nothing.
  const { rev } = await place.insert(asDocument(borrowed) as never)
  const books = async (phone: TestPhone) =>
    (await phone.facts()).filter(({ id }) => id === honest.id).map(({ book }) => book)

  // The borrowed one is there first, on the phones that have not heard of the honest one.
  await early.exchange()
  await keeper.exchange()
  await early.exchange()
  expect(await books(early)).toEqual(['gates'])
  expect((await factsIn(server.couch.nano, home(borrowed))).map(({ id }) => id)).not.toContain(honest.id)

  await place.destroy(honest.id, rev)
  await keeper.exchange()
  await early.exchange()
  const late = await TestPhone.open(server, named('chi-huy'))
  await late.exchange()
  for (const phone of [keeper, early, late]) expect(await books(phone)).toEqual(['gates'])
})

test('what is erased in one book is erased in no other, even when the erasure comes before the record', async () => {
  const keeper = await TestPhone.open(server, named('giu-cong'))
  const honest = (await keeper.write()) as Envelope
  const place = server.couch.nano.use(home(stranger(new TestDevice('x'), { ms: Date.now() })))
  const { rev } = await place.insert({ _id: honest.id } as never)
  await place.destroy(honest.id, rev)
  await keeper.exchange()
  const late = await TestPhone.open(server, named('chi-huy'))
  await late.exchange()
  for (const phone of [keeper, late]) expect((await phone.facts()).map(({ id }) => id)).toContain(honest.id)
})
