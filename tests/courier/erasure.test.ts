import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { erasuresIn } from '#lib/domain/erasure/erasure.ts'
import { databaseName } from '#lib/domain/database-names.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { backUp } from '../../sync-server/backup/backup.ts'
import { checkBackup } from '../../sync-server/backup/manifest.ts'
import { restoreBackup } from '../../sync-server/backup/restore-backup.ts'
import { databasesToKeep } from '../../sync-server/backup/scope.ts'
import { loadServerDevice } from '../../sync-server/server-device.ts'
import { validator } from '../../sync-server/gatekeeper/validator.ts'
import { factsIn, factWriter, serverAccount, type FactWriter } from '../../sync-server/fact-writer.ts'
import { booksOf } from '../backup-world.ts'
import { someBytes } from '../photo.ts'
import { TestPhone } from './phone.ts'
import { named, startTestServer, type TestServer } from './server.ts'
import { sealsIn } from '../../sync-server/admission/seals.ts'

let server: TestServer
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'antt-'))
  server = await startTestServer(['hui', 'private'])
  await server.account(named('truong'), ['commander'])
  for (const name of [named('can-bo'), named('dong-nghiep')]) await server.account(name, ['officer'])
  await server.account(named('giu-so-kin'), ['officer', 'private-reader'])
})
afterEach(() => TestPhone.closeAll())
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const newId = () => uuidv7(Date.now(), someBytes(10))
async function opened(account: string) {
  const phone = await TestPhone.open(server, account)
  const roles = account === named('truong') ? ['commander'] : ['officer']
  if (account === named('giu-so-kin')) roles.push('private-reader')
  phone.identity = { account, roles: roles.map((role) => `${server.unit}:${role}`) }
  return phone
}
/** The commander's phone, certified. */
async function openedChief() {
  const chief = await opened(named('truong'))
  const { id, publicKey: key } = chief.keys.device
  const body = { key, label: 'Máy trực' }
  await chief.write({
    book: 'directory',
    stream: `device/${id}`,
    type: 'directory.device-enrolled',
    body
  } as never)
  await exchanged(chief)
  await server.certify(named('truong'), id, 'commander')
  return chief
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
/** Audits as the courier does, which asks again where a busy server puts it off. */
const audited = (phone: TestPhone) => expect.poll(() => phone.audit()).not.toBeNull()
const orders = async () =>
  erasuresIn(await factsIn(server.couch.nano, databaseName(server.unit, 'directory', '')))
/** Waits until so many records are erased by an order; tells what has become of it instead. */
const erased = (id: string, count: number) =>
  expect
    .poll(async () => {
      const order = (await orders()).find((one) => one.id === id)
      return order?.done?.erased.length ?? (order ? (order.declined ?? 'not obeyed') : 'not on the server')
    })
    .toBe(count)
const hui = () => databaseName(server.unit, 'hui', '')
const onServer = async (person: string) =>
  (await factsIn(server.couch.nano, hui())).filter(({ stream }) => stream === `person/${person}`)
const goneFromServer = (person: string) => expect.poll(async () => (await onServer(person)).length).toBe(0)

test('every phone drops a person whom the commander has erased; numbers go on, an audit brings nothing', async () => {
  const [writer, chief] = [await opened(named('can-bo')), await openedChief()]
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
  const [writer, away, chief] = [
    await opened(named('can-bo')),
    await opened(named('dong-nghiep')),
    await openedChief()
  ]
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
  expect(told?.done?.erased).toContainEqual({
    id: late.id,
    device: away.keys.device.id,
    n: late.n,
    book: 'hui'
  })
})

test('every phone that holds the private book drops what it says of an erased person, and its numbers go on', async () => {
  const [chief, reader] = [await openedChief(), await opened(named('giu-so-kin'))]
  const [person, other] = [newId(), newId()]
  const detail = (subject: string) =>
    chief.write({
      book: 'private',
      stream: `subject/${subject}`,
      type: 'private.detail-recorded',
      body: { about: 'person', kind: 'contact', value: '0900 000 077', purpose: 'contact' }
    } as never)
  const held = async (phone: TestPhone, subject: string) => (await phone.facts(`subject/${subject}`)).length
  await describe(chief, person)
  const [, last] = [await detail(person), await detail(other)]
  await exchanged(chief, reader)
  expect(await held(reader, person)).toBe(1)
  const { id } = await order(chief, person)
  await exchanged(chief)
  await erased(id, 2)
  await goneFromServer(person)
  for (const phone of [chief, reader]) {
    await exchanged(phone)
    expect([await held(phone, person), await held(phone, other)]).toEqual([0, 1])
    expect(await phone.audit()).toMatchObject({ fetched: 0, resent: 0, dropped: 0, left: 0 })
  }
  expect((await detail(newId())).n).toBe(last.n + 1)
})

/** Says in the directory that a person's record is erased. */
const saysErased = ({ write }: Pick<FactWriter, 'write'>, { id, device, n }: Envelope) => {
  const stream = `unit/${server.unit}`
  const [photos, parts] = [['A'.repeat(43)], ['A'.repeat(43)]]
  const body = { order: newId(), book: 'hui' as const, erased: [{ id, device, n }], photos, parts }
  return write(server.unit, 'directory', () => [{ stream, type: 'directory.facts-erased', body }])
}

test('a phone hears of it from the directory too, where the book’s own sign of it was lost', async () => {
  const [writer, other] = [await opened(named('can-bo')), await opened(named('dong-nghiep'))]
  const person = newId()
  const fact = await describe(writer, person)
  await other.store.receive([fact], [])
  await saysErased(server.tools.writer, fact)
  await exchanged(other)
  expect(await about(other, person)).toEqual([])
})

test('an erasure that somebody wrote past the server erases nothing on a phone', async () => {
  const writer = await opened(named('can-bo'))
  const person = newId()
  const fact = await describe(writer, person)
  await exchanged(writer)
  const device = loadServerDevice(join(folder, 'server-key.json'))
  const impostor = factWriter(server.couch.nano, device, serverAccount, Date.now, sealsIn(folder))
  await saysErased(impostor, fact)
  // With the id of the server's own device, which its key did not make.
  const posing = { ...device, id: server.tools.writer.device.id }
  await saysErased(factWriter(server.couch.nano, posing, serverAccount, Date.now, sealsIn(folder)), fact)
  await exchanged(writer)
  expect(await about(writer, person)).toEqual([[fact.id, 'sent']])
})

const saved = async () => {
  const names = databasesToKeep(await server.couch.nano.db.list(), server.unit)
  return (await backUp({ names, unit: server.unit, to: folder }, server.couch, Date.now())).folder
}
/**
 * The server loses those of the unit's databases and gets the backup, with nobody watching who would erase what comes
 * back a moment later.
 * @returns whose data stand in the book when the restore is over
 */
async function lostAndRestored(older: string, isLost: (name: string) => boolean): Promise<string[]> {
  let back: string[] = []
  await server.whileDown(async (couch, dataDir) => {
    for (const name of await booksOf(couch.nano, server.unit))
      if (isLost(name)) await couch.nano.db.destroy(name)
    const tools = { couch, dataDir, validator: await validator(), now: Date.now }
    await restoreBackup(older, await checkBackup(older), server.unit, tools)
    back = (await factsIn(couch.nano, hui())).map(({ stream }) => stream)
  })
  return back
}

test('a book restored from before the erasure is without the person when the restore is over, and so is each phone', async () => {
  const [writer, away, chief] = [
    await opened(named('can-bo')),
    await opened(named('dong-nghiep')),
    await openedChief()
  ]
  const [person, other] = [newId(), newId()]
  await describe(writer, person)
  await describe(writer, other)
  await exchanged(writer, away, chief)
  const older = await saved()
  const { id } = await order(chief, person)
  await exchanged(chief)
  await erased(id, 1)
  await goneFromServer(person)
  // One phone hears of it in time, one only from the restored server.
  await exchanged(writer)
  const back = await lostAndRestored(older, (name) => name === hui())
  expect(back).toContain(`person/${other}`)
  expect(back).not.toContain(`person/${person}`)
  const fresh = await opened(named('dong-nghiep'))
  for (const phone of [writer, away, fresh]) {
    await exchanged(phone)
    await audited(phone)
    expect(await about(phone, person)).toEqual([])
    expect(await about(phone, other)).toHaveLength(1)
  }
  expect(await onServer(person)).toEqual([])
})

test('an order that was lost with everything since comes back with its commander’s phone, and is obeyed anew', async () => {
  const [writer, away, chief] = [
    await opened(named('can-bo')),
    await opened(named('dong-nghiep')),
    await openedChief()
  ]
  const person = newId()
  await describe(writer, person)
  await exchanged(writer, away, chief)
  const older = await saved()
  const { id } = await order(chief, person)
  await exchanged(chief)
  await erased(id, 1)
  await goneFromServer(person)
  await exchanged(writer)
  expect(await lostAndRestored(older, () => true)).toContain(`person/${person}`)
  await audited(chief)
  expect((await orders()).map((one) => one.id)).toContain(id)
  await erased(id, 1)
  await goneFromServer(person)
  for (const phone of [writer, away, chief]) {
    await exchanged(phone)
    await audited(phone)
    expect(await about(phone, person)).toEqual([])
  }
  expect(await onServer(person)).toEqual([])
})
