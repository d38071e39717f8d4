import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { erasuresIn } from '#lib/domain/erasure.ts'
import { databaseName } from '#lib/domain/places.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { keptDevice } from '../../sync-server/device-key.ts'
import { factsIn, scribe, serverAccount } from '../../sync-server/scribe.ts'
import { someBytes } from '../photo.ts'
import { TestPhone } from './phone.ts'
import { startTestServer, type TestServer } from './server.ts'

let server: TestServer
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'antt-'))
  server = await startTestServer()
  await server.account('truong', ['commander'])
  for (const name of ['can-bo', 'dong-nghiep']) await server.account(name, ['officer'])
})
afterEach(() => TestPhone.closeAll())
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const newId = () => uuidv7(Date.now(), someBytes(10))
async function opened(account: string) {
  const phone = await TestPhone.open(server, account)
  phone.identity = { account, roles: [`${server.unit}:${account === 'truong' ? 'commander' : 'officer'}`] }
  return phone
}
const describe = (phone: TestPhone, person: string, name = 'Trần Văn Rết') =>
  phone.write({
    book: 'hui',
    stream: `person/${person}`,
    type: 'hui.person-described',
    body: { name }
  } as never)
const order = (phone: TestPhone, subject: string) =>
  phone.write({
    book: 'directory',
    stream: `unit/${server.unit}`,
    type: 'directory.erasure-ordered',
    body: { kind: 'person', subject, reason: 'asked' }
  } as never)
const about = async (phone: TestPhone, person: string) =>
  (await phone.facts(`person/${person}`)).map(({ id, sync }) => [id, sync])
const exchanged = async (...phones: TestPhone[]) => {
  for (const phone of phones) expect((await phone.exchange()).end).toBe('done')
}
const orders = async () =>
  erasuresIn(await factsIn(server.couch.nano, databaseName(server.unit, 'directory', '')))
const erased = (id: string, count: number) =>
  expect
    .poll(async () => (await orders()).find((one) => one.id === id)?.done?.erased.length, { timeout: 20_000 })
    .toBe(count)
const onServer = async (person: string) =>
  (await factsIn(server.couch.nano, databaseName(server.unit, 'hui', ''))).filter(
    ({ stream }) => stream === `person/${person}`
  )
const goneFromServer = (person: string) =>
  expect.poll(async () => (await onServer(person)).length, { timeout: 20_000 }).toBe(0)

test('every phone drops a person whom the commander has erased; numbers go on, an audit brings nothing', async () => {
  const [writer, chief] = [await opened('can-bo'), await opened('truong')]
  const person = newId()
  const last = await describe(writer, person)
  await exchanged(writer, chief)
  expect(await about(chief, person)).toEqual([[last.id, 'received']])
  const { id } = await order(chief, person)
  await exchanged(chief)
  await erased(id, 1)
  await goneFromServer(person)
  for (const phone of [writer, chief]) {
    await exchanged(phone)
    expect(await about(phone, person)).toEqual([])
    expect(await phone.audit()).toMatchObject({ fetched: 0, resent: 0, dropped: 0, left: 0 })
  }
  expect((await describe(writer, newId())).n).toBe(last.n + 1)
})

test('what another phone had not sent is erased as it arrives, and its author’s phone can tell so', async () => {
  const [writer, away, chief] = [await opened('can-bo'), await opened('dong-nghiep'), await opened('truong')]
  const person = newId()
  await describe(writer, person)
  await exchanged(writer, chief)
  const late = await describe(away, person, 'Rết')
  const { id } = await order(chief, person)
  await exchanged(chief)
  await erased(id, 1)
  await exchanged(away)
  await erased(id, 2)
  await goneFromServer(person)
  await exchanged(away)
  expect(await about(away, person)).toEqual([])
  const told = erasuresIn(await away.facts(`unit/${server.unit}`)).find((one) => one.id === id)
  expect(told?.done?.erased).toContainEqual({ id: late.id, device: away.keys.device.id, n: late.n })
})

test('a phone hears of it from the directory too, where the book’s own sign of it was lost', async () => {
  const [writer, other] = [await opened('can-bo'), await opened('dong-nghiep')]
  const person = newId()
  const fact = await describe(writer, person)
  await other.store.receive([fact], [])
  const device = keptDevice(join(folder, 'server-key.json'))
  const { write } = scribe(server.couch.nano, device, serverAccount, Date.now)
  const stream = `unit/${server.unit}`
  const body = {
    order: newId(),
    book: 'hui' as const,
    erased: [{ id: fact.id, device: fact.device, n: fact.n }],
    photos: ['A'.repeat(43)]
  }
  await write(server.unit, 'directory', () => [{ stream, type: 'directory.facts-erased', body }])
  await exchanged(other)
  expect(await about(other, person)).toEqual([])
})
