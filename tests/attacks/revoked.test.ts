import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { factsIn } from '../../sync-server/fact-writer.ts'
import { asTaken, TestDevice } from '../facts.ts'
import { approve } from '../stack.ts'
import { TestPhone, testKeys } from '../courier/phone.ts'
import { named, startTestServer, type TestServer } from '../courier/server.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { databaseName, databaseOf } from '#lib/domain/database-names.ts'

/** A phone that was revoked and whose finder knows PIN and password, with a clock that they set as they like. */
let server: TestServer
let desk: TestDevice
beforeAll(async () => {
  server = await startTestServer()
  await server.account(named('giu-cong'), ['keeper'])
  await server.account(named('chi-huy'), ['commander'])
  desk = new TestDevice(named('chi-huy'))
})
afterEach(() => TestPhone.closeAll())
afterAll(() => server.stop())

const directoryName = () => databaseName(server.unit, 'directory', '')
async function says(type: string, stream: string, body: object): Promise<Envelope> {
  const fact = desk.fact(server.unit, 'directory', `directory.${type}`, stream, body)
  await server.couch.nano.use(directoryName()).insert(asTaken(fact, server.tools.seals) as never)
  return fact
}
const stored = async (id: string) =>
  (await factsIn(server.couch.nano, databaseOf({ id, unit: server.unit, book: 'gates' }))).some(
    (fact) => fact.id === id
  )

test('what a revoked phone writes is not stored, whatever time it bears, and is not lost: readmitted it brings all', async () => {
  const keys = await testKeys()
  const now = { ms: Date.now() }
  const phone = await TestPhone.open(server, named('giu-cong'), { keys, now: () => now.ms })
  const { id: device } = keys.device
  const stream = `device/${device}`
  const before = await phone.write()
  expect(await phone.exchange()).toEqual({ end: 'done' })
  expect(await stored(before.id)).toBe(true)
  await approve(server, desk.enrolment(server.unit))
  const revocation = await says('device-revoked', stream, { device, reason: 'Mất máy', stands: [] })

  await expect.poll(() => phone.exchange()).toEqual({ end: 'barred' })
  const written = [await phone.write()]
  now.ms -= 3_600_000
  written.push(await phone.write())
  const states = async () =>
    (await phone.facts()).filter(({ id }) => written.some((one) => one.id === id)).map(({ sync }) => sync)
  await phone.exchange()
  expect(await states()).toEqual(['pending', 'pending'])
  for (const { id } of written) expect(await stored(id)).toBe(false)

  await says('device-readmitted', stream, { device, revocation: revocation.id })
  await expect
    .poll(async () => {
      await phone.exchange()
      return states()
    })
    .toEqual(['sent', 'sent'])
  for (const { id } of written) expect(await stored(id)).toBe(true)
})
