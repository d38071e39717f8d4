import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealBox } from '#lib/data/outbox/seal-box.ts'
import { databaseOf, photoDatabase } from '#lib/domain/database-names.ts'
import { partId } from '#lib/domain/photos/parts.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { partText, transitDatabase, type BoxContents, type SealedBox } from '#lib/domain/transit/box.ts'
import { factsIn } from '../../sync-server/fact-writer.ts'
import { startUnboxing } from '../../sync-server/transit/unboxing.ts'
import { TestDevice, asDocument } from '../facts.ts'
import { sha256Of, someBytes } from '../photo.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'
import { openSession } from '../devices/session.ts'
import { keyOf } from '../peers/peer-stage.ts'

/** Holds for all that phones could not send, sealed to the server, and brought by whoever has a signal. */
let stack: TestStack
let officer: TestAccount
let keeper: TestAccount
let commander: TestAccount
beforeAll(async () => {
  stack = await startTestStack()
  officer = await stack.account('officer')
  keeper = await stack.account('keeper')
  commander = await stack.account('commander')
})
afterAll(() => stack.stop())

const sealed = (contents: BoxContents, by = officer.device) =>
  sealBox(stack.unit, stack.tools.sealing.publicOf(stack.unit), contents, keyOf(by))
const factsBox = (...facts: Envelope[]) => sealed({ facts: facts.map(asDocument) })
const bring = (who: Pick<TestAccount, 'headers'>, box: SealedBox | object) =>
  fetch(`${stack.url}/transit`, { method: 'POST', headers: who.headers, body: JSON.stringify(box) })
const stored = async ({ id, unit, book }: Envelope) =>
  (await factsIn(stack.couch.nano, databaseOf({ id, unit, book: book as 'hui' }))).find((f) => f.id === id)
const boxes = async (unit = stack.unit) =>
  (await stack.couch.nano.use(transitDatabase(unit)).list({ startkey: 'box:', endkey: 'box:~' })).rows
const tip = (device: TestDevice, forged: object = {}) => {
  const body = { category: 'theft', text: 'Mất xe' }
  return device.fact(
    stack.unit,
    'incidents',
    'incidents.incident-reported',
    `incident/${device.id.slice(0, 9)}`,
    body,
    forged
  )
}
/** Waits until so many boxes are left, what was only carried among them in its author’s name, and deletes them. */
async function clear(left: number): Promise<void> {
  await until(async () => {
    const ids = (await boxes()).map(({ id }) => id)
    return ids.length === left && ids.some((id) => id.startsWith('box:='))
  })
  for (const { id, value } of await boxes())
    await stack.couch.nano.use(transitDatabase(stack.unit)).destroy(id, value.rev)
}
const isOpened = () => until(async () => (await boxes()).length === 0)

test('what is in a box arrives under its author, with its carrier, in a book that the carrier does not read', async () => {
  const note = tip(officer.device)
  const box = await factsBox(note)
  expect(JSON.stringify(box)).not.toContain('Mất xe')
  expect((await bring(keeper, box)).status).toBe(201)
  await until(async () => (await stored(note)) !== undefined)
  expect(await stored(note)).toMatchObject({ by: officer.name, via: keeper.name, sig: note.sig })
  expect(stack.tools.seals.isRight((await stored(note))!)).toBe(true)
  await isOpened()
  // Again, and by its author: it lies there once, as it came first.
  await bring(commander, box)
  await isOpened()
  const [row] = (await (
    await officer.post(`/${stack.database('incidents')}/_bulk_docs`, { docs: [asDocument(note)] })
  ).json()) as object[]
  expect(['conflict', 'forbidden']).toContain((row as { error: string }).error)
  expect(await stored(note)).toMatchObject({ via: keeper.name })
})

test('a gate’s machine brings boxes as any phone does, reads none, and is the author of nothing in them', async () => {
  const machine = await stack.account('agent')
  const note = tip(officer.device)
  const own = tip(machine.device)
  const inName = tip(machine.device, { by: officer.name })
  expect((await bring(machine, await factsBox(note, own, inName))).status).toBe(201)
  await until(async () => (await stored(note)) !== undefined)
  expect(await stored(note)).toMatchObject({ by: officer.name, via: machine.name, sig: note.sig })
  for (const forged of [own, inName]) expect(await stored(forged)).toBeUndefined()
  expect((await machine.db(`/${transitDatabase(stack.unit)}/_all_docs`)).status).toBe(403)
  const [row] = (await (
    await machine.post(`/${stack.database('incidents')}/_bulk_docs`, {
      docs: [asDocument(tip(officer.device))]
    })
  ).json()) as object[]
  expect(row).toHaveProperty('error')
  await clear(2)
})

test('nobody but the server reads or writes the boxes', async () => {
  const database = transitDatabase(stack.unit)
  for (const who of [keeper, commander]) {
    expect((await who.db(`/${database}/_all_docs`)).status).toBe(403)
    expect((await who.db(`/${database}/_changes`)).status).toBe(403)
    const [row] = (await (
      await who.post(`/${database}/_bulk_docs`, { docs: [{ _id: 'box.x.y' }] })
    ).json()) as object[]
    expect(row).toMatchObject({ error: 'held' })
  }
  const stranger = await openSession(stack.url, new TestDevice(keeper.name), keeper.password)
  expect(stranger.state).toBe('waiting')
  const box = await factsBox(keeper.device.note(stack.unit))
  expect((await bring(stranger, box)).status).toBe(403)
  expect((await bring({ ...keeper, headers: { 'content-type': 'application/json' } }, box)).status).toBe(401)
})

test('a part of a photo arrives with the word of the phone that took it, and of no other', async () => {
  const [bytes, other] = [someBytes(700), someBytes(701)]
  const at = Date.now()
  const partOf = (by: TestAccount, signer: TestDevice, content: Uint8Array<ArrayBuffer>) => {
    const own = { place: 'evidence' as const, at, by: by.name, device: by.device.id }
    const sig = signer.sign(partText(stack.unit, own, sha256Of(content)))
    return sealed({ part: { ...own, sig, data: Buffer.from(content).toString('base64') } })
  }
  const home = photoDatabase({ unit: stack.unit, place: 'evidence', at })
  const there = async (content: Uint8Array) =>
    (await stack.couch.nano.use(home).fetchRevs({ keys: [partId(sha256Of(content))] })).rows[0]
  await bring(keeper, await partOf(officer, keeper.device, other))
  await bring(keeper, await partOf(keeper, keeper.device, other))
  await bring(keeper, await partOf(officer, officer.device, bytes))
  await until(async () => !('error' in (await there(bytes))!))
  expect(await there(other)).toMatchObject({ error: 'not_found' })
  // A keeper adds no evidence: that box stays, for their roles may have been others then.
  await until(async () => (await boxes()).length === 1)
  for (const { id, value } of await boxes())
    await stack.couch.nano.use(transitDatabase(stack.unit)).destroy(id, value.rev)
})

test('of a photo that was taken after the last day of its author no part is taken', async () => {
  const ended = await stack.account('officer')
  // The day before today, in Vietnam.
  const day = new Date(Date.now() - 17 * 3_600_000).toISOString().slice(0, 10)
  const account = {
    account: ended.name,
    password: '',
    name: `Người ${ended.name}`,
    rolesByUnit: new Map([[stack.unit, ['officer' as const]]]),
    untilByUnit: new Map([[stack.unit, { officer: day }]])
  }
  const units = [{ id: stack.unit, name: 'Thử', kind: 'xã' }]
  await stack.provision({ units, accounts: [account], gates: [] })
  await until(async () => (await stack.directories.of(stack.unit)).roleEnds.has(ended.name))
  const at = Date.now()
  const brought = async ({ name, device }: TestAccount) => {
    const bytes = someBytes(900)
    const own = { place: 'evidence' as const, at, by: name, device: device.id }
    const sig = device.sign(partText(stack.unit, own, sha256Of(bytes)))
    const box = await sealed({ part: { ...own, sig, data: Buffer.from(bytes).toString('base64') } })
    expect((await bring(keeper, box)).status).toBe(201)
    return partId(sha256Of(bytes))
  }
  const [late, good] = [await brought(ended), await brought(officer)]
  const pictures = stack.couch.nano.use(photoDatabase({ unit: stack.unit, place: 'evidence', at }))
  const has = async (id: string) => !('error' in (await pictures.fetchRevs({ keys: [id] })).rows[0]!)
  await until(() => has(good))
  await until(async () => (await boxes()).length === 1)
  expect(await has(late)).toBe(false)
  for (const { id, value } of await boxes())
    await stack.couch.nano.use(transitDatabase(stack.unit)).destroy(id, value.rev)
})

test('of a phone that was stopped arrives what it had recorded before, and nothing from after', async () => {
  const stopped = await stack.account('officer')
  const before = tip(stopped.device, { ms: Date.now() - 1_000 })
  const { id: device } = stopped.device
  const revoked = { device, reason: 'Mất máy', stands: [] }
  const says = commander.device.fact(
    stack.unit,
    'directory',
    'directory.device-revoked',
    `device/${device}`,
    revoked
  )
  await commander.post(`/${stack.database('directory')}/_bulk_docs`, { docs: [asDocument(says)] })
  await until(async () => (await stack.directories.of(stack.unit)).barrings.devices.has(device))
  const after = tip(stopped.device, { ms: Date.now() + 60_000 })
  await bring(keeper, await factsBox(before, after))
  await until(async () => (await stored(before)) !== undefined)
  expect(await stored(after)).toBeUndefined()
  await clear(1)
})

test('of a phone that was stopped it arrives too when its owner brings it, with the next phone', async () => {
  const own = await stack.account('officer')
  const before = tip(own.device, { ms: Date.now() - 1_000 })
  const next = new TestDevice(own.name)
  await stack.certify(next)
  const session = await openSession(stack.url, next, own.password)
  const { id: device } = own.device
  const says = commander.device.fact(
    stack.unit,
    'directory',
    'directory.device-revoked',
    `device/${device}`,
    { device, reason: 'Máy cũ', stands: [] }
  )
  await commander.post(`/${stack.database('directory')}/_bulk_docs`, { docs: [asDocument(says)] })
  await until(async () => (await stack.directories.of(stack.unit)).barrings.devices.has(device))
  const after = tip(own.device, { ms: Date.now() + 60_000 })
  expect((await bring(session, await factsBox(before, after))).status).toBe(201)
  await until(async () => (await stored(before)) !== undefined)
  expect(await stored(after)).toBeUndefined()
  await clear(1)
})

test('a record of a kind that this server does not know yet waits for a later build', async () => {
  const future = officer.device.fact(stack.unit, 'incidents', 'incidents.not-yet-known', 'incident/moi', {})
  const known = tip(officer.device)
  await bring(keeper, await factsBox(future, known))
  await until(async () => (await stored(known)) !== undefined)
  expect(await boxes()).toHaveLength(1)
  for (const { id, value } of await boxes())
    await stack.couch.nano.use(transitDatabase(stack.unit)).destroy(id, value.rev)
})

test('what was erased does not come back, and what an author may not write never comes', async () => {
  const [gone, forbidden, kept] = [tip(officer.device), tip(keeper.device), tip(officer.device)]
  const database = stack.database('incidents')
  await officer.post(`/${database}/_bulk_docs`, { docs: [asDocument(gone)] })
  const documents = stack.couch.nano.use(database)
  const { _rev } = await documents.get(gone.id)
  await documents.destroy(gone.id, _rev)
  await bring(commander, await factsBox(gone, forbidden, kept))
  await until(async () => (await stored(kept)) !== undefined)
  expect(await stored(gone)).toBeUndefined()
  expect(await stored(forbidden)).toBeUndefined()
  await clear(1)
})

test('a forged signature, another unit’s records and rubbish leave with their box', async () => {
  const other = await stack.anotherUnit()
  const forged = { ...tip(officer.device), sig: `${'A'.repeat(85)}A` }
  const note = officer.device.note(stack.unit)
  await bring(keeper, await factsBox({ ...tip(officer.device), unit: other } as Envelope))
  await bring(keeper, { ...(await factsBox(note)), sealed: Buffer.from(someBytes(99)).toString('base64') })
  const moved = await factsBox(note)
  expect((await bring(keeper, { ...moved, unit: other })).status).toBe(404)
  await isOpened()
  expect(await stored(note)).toBeUndefined()
  expect((await bring(keeper, { ...moved, unit: 'khong-co' })).status).toBe(404)
  expect((await bring(keeper, { unit: stack.unit })).status).toBe(400)
  await bring(keeper, await factsBox(forged))
  await until(async () => (await boxes()).length <= 1)
  expect(await stored(forged)).toBeUndefined()
})

test('a box to a key that no server of the unit has named is not taken, and stays with its carrier', async () => {
  const foreign = await sealBox(
    stack.unit,
    new TestDevice('ai').publicKey,
    { facts: [] },
    keyOf(officer.device)
  )
  const ids = async () => (await boxes()).map(({ id }) => id)
  const before = await ids()
  expect((await bring(keeper, foreign)).status).toBe(404)
  // One from before may leave meanwhile.
  expect((await ids()).filter((id) => !before.includes(id))).toEqual([])
})

test('a box that had to wait is tried again', async () => {
  const late = new TestDevice(officer.name)
  const note = late.note(stack.unit)
  await bring(commander, await factsBox(note))
  const impatient = startUnboxing({
    ...stack.tools,
    couch: stack.couch,
    directories: stack.directories,
    restMs: 20,
    report: (problem) => console.error(problem)
  })
  expect(await stored(note)).toBeUndefined()
  await stack.certify(late)
  await until(async () => (await stored(note)) !== undefined)
  await impatient.stop()
})
