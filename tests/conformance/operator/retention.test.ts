import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { keptMs } from '#lib/domain/strangers/strangers.ts'
import { databasesOf, photoDatabase } from '#lib/domain/database-names.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { sweepStrangers } from '../../../sync-server/retention/sweep-strangers.ts'
import { factsIn, factWriter, serverAccount } from '../../../sync-server/fact-writer.ts'
import type { TestDevice } from '../../facts.ts'
import { asDocument } from '../../facts.ts'
import { partDocuments, photoOf, sharingPart, someBytes } from '../../photo.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'

let stack: TestStack
let keeper: TestAccount
let officer: TestAccount
let phone: TestDevice
let unit: string

beforeAll(async () => {
  stack = await startTestStack()
  unit = stack.unit
  ;[keeper, officer] = [await stack.account('keeper'), await stack.account('officer')]
  phone = keeper.device
})
afterAll(() => stack.stop())

const later = () => Date.now() + keptMs + 60_000
/** The server as it will be in a month. */
const toolsAt = (now: () => number) => ({
  couch: stack.couch,
  now,
  writer: factWriter(stack.couch.nano, stack.tools.writer.device, serverAccount, now, stack.tools.seals)
})
const sweep = (now = later) => sweepStrangers([unit], toolsAt(now))
/** Of every quarter: a month from now may be another one. */
async function facts() {
  const { nano } = stack.couch
  const names = databasesOf(unit, 'duty', await nano.db.list())
  return (await Promise.all(names.map((name) => factsIn(nano, name)))).flat()
}
const ids = async () => (await facts()).map(({ id }) => id)
const pictures = () => photoDatabase({ unit, place: 'pictures', at: Date.now() })

async function write(who: TestAccount, device: TestDevice, stream: string, type: string, body: object) {
  const fact = device.fact(unit, 'duty', type, stream, body)
  const answer = await who.post(`/${stack.database('duty')}/_bulk_docs`, { docs: [asDocument(fact)] })
  expect(await answer.json()).toMatchObject([{ ok: true }])
  return fact
}

/** A stranger with a picture of two parts, as a keeper's phone brings it. */
async function stranger(bytes = someBytes(300_000)) {
  const parts = partDocuments(bytes, keeper.name)
  for (const document of parts) await keeper.post(`/${pictures()}/_bulk_docs`, { docs: [document] })
  const stream = `stranger/${uuidv7(Date.now(), someBytes(10))}`
  const body = { gate: 'cong-1b', direction: 'in', photo: photoOf(bytes) }
  const fact = await write(keeper, phone, stream, 'duty.stranger-seen', body)
  return { stream, fact, parts, bytes }
}
const standing = async (documents: { _id: string }[]) => {
  const { rows } = await stack.couch.nano.use(pictures()).fetchRevs({ keys: documents.map(({ _id }) => _id) })
  return rows.filter((row) => 'value' in row && !('deleted' in row.value)).length
}
beforeEach(() => sweep())

test('who has to do with no incident goes after thirty days, with the picture; linked ones and all else stay', async () => {
  const [gone, linked] = [await stranger(), await stranger()]
  const plate = await write(keeper, phone, gone.stream, 'duty.plate-read', { plate: '69X9' })
  const incident = uuidv7(Date.now(), someBytes(10))
  const police = officer.device
  const link = await write(officer, police, linked.stream, 'duty.stranger-linked', { incident })
  const alarm = await write(officer, police, `alarm/${incident}`, 'duty.alarm-ended', {})

  expect(await sweep(() => Date.now() + keptMs - 60_000)).toBe(0)
  expect(await ids()).toEqual(expect.arrayContaining([gone.fact.id, plate.id]))

  expect(await sweep()).toBe(1)
  const left = await ids()
  expect(left).toEqual(expect.arrayContaining([linked.fact.id, link.id, alarm.id]))
  for (const { id } of [gone.fact, plate]) expect(left).not.toContain(id)
  expect([await standing(gone.parts), await standing(linked.parts)]).toEqual([0, 2])
  // Tells what it took, so that no number is missing without a reason.
  const told = (await facts()).findLast(({ type }) => type === 'duty.strangers-removed')!
  expect(told).toMatchObject({ by: serverAccount, body: { strangers: 1 } })
  expect(told.body['taken']).toEqual([gone.fact, plate].map(({ device, n }) => ({ device, n })))
  // Phones hear of it as of any erased record.
  const changes = await keeper.db(`/${stack.database('duty')}/_changes?since=0`)
  const { results } = (await changes.json()) as { results: { id: string; deleted?: boolean }[] }
  expect(results.find(({ id }) => id === gone.fact.id)?.deleted).toBe(true)
  expect(await sweep()).toBe(0)
})

test('a picture that another record names stays', async () => {
  const gone = await stranger()
  const linked = await stranger(gone.bytes)
  const police = officer.device
  const incident = uuidv7(Date.now(), someBytes(10))
  await write(officer, police, linked.stream, 'duty.stranger-linked', { incident })
  expect(await sweep()).toBe(1)
  expect(await standing(linked.parts)).toBe(2)
})

test('a part that a picture of another needs too stays', async () => {
  const [own, others] = sharingPart()
  const [gone, linked] = [await stranger(own), await stranger(others)]
  const incident = uuidv7(Date.now(), someBytes(10))
  await write(officer, officer.device, linked.stream, 'duty.stranger-linked', { incident })
  expect(await sweep()).toBe(1)
  expect([await standing(gone.parts), await standing(linked.parts)]).toEqual([1, 2])
})

test('a sweep that was cut short is done again, and tells each number once', async () => {
  const gone = await stranger()
  const { couch, writer, now } = toolsAt(later)
  const use = () => {
    throw new Error('cut')
  }
  const broken = { ...couch, nano: { ...couch.nano, use } }
  await expect(sweepStrangers([unit], { couch: broken as never, writer, now })).rejects.toThrow('cut')
  expect(await ids()).toContain(gone.fact.id)
  expect(await sweep()).toBe(1)
  expect(await ids()).not.toContain(gone.fact.id)
  const told = (await facts()).filter(({ type }) => type === 'duty.strangers-removed')
  const numbers = told.flatMap(({ body }) => body['taken'] as { device: string; n: number }[])
  expect(numbers.filter(({ device, n }) => device === phone.id && n === gone.fact.n)).toHaveLength(1)
  // The server's own numbers go on without a gap.
  expect(told.map(({ n }) => n).sort((a, b) => a - b)).toEqual(told.map((_, i) => i + 1))
})
