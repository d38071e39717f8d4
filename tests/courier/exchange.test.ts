import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { first, TestPhone } from './phone.ts'
import { named, startTestServer, type TestServer } from './server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await server.account(named('giu-cong-1'), ['keeper'])
  await server.account(named('chi-huy'), ['commander'])
})
afterEach(() => TestPhone.closeAll())
afterAll(() => server.stop())

test('what one phone writes reaches the other, and is shown as sent and received', async () => {
  const keeper = await TestPhone.open(server, named('giu-cong-1'))
  const commander = await TestPhone.open(server, named('chi-huy'))
  const fact = await keeper.write()
  expect(await first(keeper.store.counts())).toEqual({ pending: 1, refused: 0, kept: 0 })
  expect(await keeper.exchange()).toEqual({ end: 'done' })
  expect(await commander.exchange()).toEqual({ end: 'done' })
  expect(await keeper.facts()).toMatchObject([{ id: fact.id, sync: 'sent', n: 1 }])
  expect(await commander.facts()).toMatchObject([
    { id: fact.id, sync: 'received', sig: fact.sig, body: fact.body }
  ])
})
