import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { databaseOf } from '#lib/domain/database-names.ts'
import { signedPart, type Envelope } from '#lib/domain/fact.ts'
import type { Book } from '#lib/domain/roles.ts'
import { TestPhone } from '../courier/phone.ts'
import { named, startTestServer, type TestServer } from '../courier/server.ts'

let server: TestServer
let author: TestPhone
let carrier: TestPhone
beforeAll(async () => {
  server = await startTestServer(['gates'])
  for (const name of ['tac-gia', 'mang-ho']) await server.account(named(name), ['keeper'])
})
afterEach(() => TestPhone.closeAll())
afterAll(() => server.stop())
beforeEach(async () => {
  author = await TestPhone.open(server, named('tac-gia'))
  carrier = await TestPhone.open(server, named('mang-ho'))
  for (const phone of [author, carrier]) await phone.exchange()
})

const databaseFor = ({ id, unit, book }: Envelope) => databaseOf({ id, unit, book: book as Book })
const served = (fact: Envelope) =>
  server.couch.nano
    .use(databaseFor(fact))
    .get(fact.id)
    .catch(() => null)
const stateOf = async (fact: Envelope, at: TestPhone) => (await at.facts()).find(({ id }) => id === fact.id)

test('what a phone carries is at the server once, under its author, who learns who brought it', async () => {
  const fact = await author.write()
  const [signed] = [signedPart(fact)]
  expect(await carrier.store.carry([signed])).toEqual(new Set([fact.id]))
  expect(await carrier.store.carry([signed])).toEqual(new Set())
  expect(await stateOf(fact, carrier)).toMatchObject({ sync: 'carried', tries: 0 })
  expect(await stateOf(fact, carrier)).not.toHaveProperty('via')
  await carrier.exchange()
  expect(await served(fact)).toMatchObject({ by: author.account, via: carrier.account, sig: fact.sig })
  await carrier.exchange()
  expect(['sent', 'received']).toContain((await stateOf(fact, carrier))?.sync)
  await author.exchange()
  expect(await stateOf(fact, author)).toMatchObject({ sync: 'sent', via: carrier.account })
  expect(await served(fact)).toMatchObject({ _rev: expect.stringMatching(/^1-/), via: carrier.account })
})

test('a phone’s own fact, handed back to it, keeps its own state', async () => {
  const fact = await author.write()
  expect(await author.store.carry([signedPart(fact)])).toEqual(new Set())
  expect(await stateOf(fact, author)).toMatchObject({ sync: 'pending' })
})

test('what was erased does not come back by another phone', async () => {
  const fact = await author.write()
  await author.exchange()
  await carrier.exchange()
  await carrier.store.receive([], [fact.id], fact as { unit: string; book: string })
  expect(await stateOf(fact, carrier)).toBeUndefined()
  expect(await carrier.store.carry([signedPart(fact)])).toEqual(new Set())
  expect(await stateOf(fact, carrier)).toBeUndefined()
})

test('a phone knows of the ids that it is asked for which facts lie here, or were erased here', async () => {
  const [own, other, gone] = [await author.write(), await carrier.write(), await carrier.write()]
  await author.store.carry([signedPart(other), signedPart(gone)])
  await author.store.receive([], [gone.id], gone as { unit: string; book: string })
  const never = await carrier.write()
  const ids = [own, other, gone, never].map(({ id }) => id)
  expect(await author.store.held(ids)).toEqual(new Set([own.id, other.id, gone.id]))
  const read = await author.store.withIds(ids)
  expect(new Map(read.map(({ id, sig }) => [id, sig]))).toEqual(
    new Map([own, other].map(({ id, sig }) => [id, sig]))
  )
  expect(read.map(({ body }) => body)).toEqual(expect.arrayContaining([own.body, other.body]))
})
