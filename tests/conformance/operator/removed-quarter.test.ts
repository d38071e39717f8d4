import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  databaseName,
  photoDatabaseName,
  quarterAfter,
  quarterIn,
  quarterStart
} from '#lib/domain/database-names.ts'
import type { BusyBook } from '#lib/domain/roles.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { provisionDatabases } from '../../../sync-server/provision/provision.ts'
import {
  repeatRemovals,
  earlierRemoval,
  removeQuarter,
  surveyQuarter
} from '../../../sync-server/retention/remove-quarter.ts'
import { factsIn, factWriter, serverAccount } from '../../../sync-server/fact-writer.ts'
import { BackupWorld } from '../../backup-world.ts'
import type { TestDevice } from '../../facts.ts'
import { asDocument } from '../../facts.ts'
import { partDocuments, photoOf, sharingPart, someBytes } from '../../photo.ts'
import { openSession } from '../../devices/session.ts'
import type { TestAccount, TestStack } from '../../stack.ts'

let world: BackupWorld
let stack: TestStack
let keeper: TestAccount
let phone: TestDevice
/** Its time of keeping is over; each test has one of its own. */
let quarter = quarterAfter(Date.now(), -28)
let start: number

beforeAll(async () => {
  world = await BackupWorld.start()
  stack = world.stack
})
afterAll(() => world.stop())
beforeEach(async () => {
  quarter = quarterAfter(quarterStart(quarter), 2)
  start = quarterStart(quarter)
  await provisionDatabases([stack.unit], { ...stack.tools, now: () => start }, 'missing')
  keeper = await stack.account('keeper')
  phone = keeper.device
})
// Each removal reads all quarters that there are.
afterEach(async () => {
  const past = new Set([quarter, quarterAfter(start, 1)])
  for (const name of await names())
    if (name.startsWith(`antt-${stack.unit}-`) && past.has(quarterIn(name)))
      await stack.couch.nano.db.destroy(name)
})

const database = (book: BusyBook) => databaseName(stack.unit, book, quarter)
const pictures = () => photoDatabaseName(stack.unit, 'pictures', quarter)
const names = () => stack.couch.nano.db.list()
const remove = (book: BusyBook = 'gates', anyway?: string) =>
  removeQuarter(
    { unit: stack.unit, book, quarter },
    { who: 'Lê Quốc Thắng', ...(anyway && { anyway }) },
    stack.tools
  )
const look = (of = quarter, book: BusyBook = 'gates') =>
  surveyQuarter({ unit: stack.unit, book, quarter: of }, stack.tools, Date.now())
const told = async () =>
  (await factsIn(stack.couch.nano, stack.database('directory')))
    .filter(({ type, body }) => type === 'directory.quarter-removed' && body['quarter'] === quarter)
    .map(({ body }) => body)

/** A photo of two parts at the server, as a fact names it. */
async function photo(bytes = someBytes(300_000)) {
  const parts = partDocuments(bytes, keeper.name)
  for (const document of parts) await keeper.post(`/${pictures()}/_bulk_docs`, { docs: [document] })
  return { photo: photoOf(bytes), parts: parts.map(({ _id }) => _id) }
}

/** Writes in that quarter as a phone did, with its photo. */
async function write(book: BusyBook, seconds: number, shot?: Awaited<ReturnType<typeof photo>>) {
  const at = start + seconds * 1000
  const named = shot && { photo: shot.photo }
  const [stream, type, body] =
    book === 'gates'
      ? ['gate/cong-1b', 'gates.hand-claimed', { what: 'closed', ...named }]
      : [
          `stranger/${uuidv7(at, someBytes(10))}`,
          'duty.stranger-seen',
          { gate: 'cong-1b', direction: 'in', ...named }
        ]
  const fact = phone.fact(stack.unit, book, type as string, stream as string, body as object, { ms: at })
  const answer = await keeper.post(`/${database(book)}/_bulk_docs`, { docs: [asDocument(fact)] })
  expect(await answer.json()).toMatchObject([{ ok: true }])
  return fact
}
const standing = async (keys: string[]) => {
  const { rows } = await stack.couch.nano.use(pictures()).fetchRevs({ keys })
  return rows.filter((row) => 'value' in row && !('deleted' in row.value)).length
}

test('a quarter goes with its photos, and the directory tells who took which numbers', async () => {
  const [own, shared] = [await photo(), await photo()]
  const facts = [await write('gates', 1, own), await write('gates', 2, shared), await write('gates', 3)]
  await write('duty', 4, shared)
  expect(await look()).toEqual({ records: 3, photos: 1, why: null, gaps: [], linked: 0 })
  await remove()
  expect(await names()).not.toContain(database('gates'))
  expect(await names()).toContain(database('duty'))
  expect([await standing(own.parts), await standing(shared.parts)]).toEqual([0, 2])
  expect(await told()).toEqual([
    {
      book: 'gates',
      quarter,
      who: 'Lê Quốc Thắng',
      records: 3,
      photos: 1,
      taken: [{ device: phone.id, by: keeper.name, from: facts[0]!.n, to: facts[2]!.n }]
    }
  ])
  // With the last book of a quarter go all its photos, and none is left behind in an empty one.
  await remove('duty')
  expect(await names()).not.toContain(pictures())
  expect((await told()).map(({ book }) => book)).toEqual(['gates', 'duty'])
})

test('a part that a photo of another book needs too stays', async () => {
  const [own, others] = sharingPart()
  const [gone, stays] = [await photo(own), await photo(others)]
  await write('gates', 1, gone)
  await write('duty', 2, stays)
  expect((await look())?.photos).toBe(1)
  await remove()
  expect([await standing(gone.parts), await standing(stays.parts)]).toEqual([1, 2])
})

test('a quarter that is not over, that phones read, or that is too young is told apart', async () => {
  const now = Date.now()
  await provisionDatabases(
    [stack.unit],
    { ...stack.tools, now: () => quarterStart(quarterAfter(now, -2)) },
    'missing'
  )
  expect((await look(quarterAfter(now, 0)))?.why).toBe('not-over')
  expect((await look(quarterAfter(now, -1)))?.why).toBe('still-read')
  expect((await look(quarterAfter(now, -2)))?.why).toBe('too-young')
  expect(await look('2001q1')).toBeNull()
})

test('what may still wait on a phone is known by its missing number', async () => {
  await write('gates', 1)
  const waiting = phone.note(stack.unit)
  await write('gates', 2)
  expect((await look())?.gaps).toMatchObject([{ device: phone.id, from: waiting.n, to: waiting.n }])
  const gone = phone.note(stack.unit)
  const aside = phone.fact(stack.unit, 'gates', 'device.set-aside', `device/${phone.id}`, {
    n: waiting.n,
    code: 'not-allowed'
  })
  await keeper.post(`/${stack.database('gates')}/_bulk_docs`, { docs: [asDocument(aside)] })
  // That one may have been written in any quarter since, this one too.
  expect((await look())?.gaps).toMatchObject([{ from: gone.n, to: gone.n }])
  await remove('gates', 'Máy đã mất')
  expect(await told()).toMatchObject([{ anyway: 'Máy đã mất', taken: [{ to: 1 }, { from: 3 }] }])
})

test('while it is taken away nobody writes there, and one cut short is done again', async () => {
  await write('gates', 1)
  const late = phone.note(stack.unit, { ms: start + 9000 })
  const { nano } = stack.couch
  const answers: number[] = []
  const destroy = async () => {
    const answer = await keeper.post(`/${database('gates')}/_bulk_docs`, { docs: [asDocument(late)] })
    answers.push(answer.status)
    throw new Error('cut')
  }
  const couch = { ...stack.couch, nano: { ...nano, db: { ...nano.db, destroy } } }
  const which = { unit: stack.unit, book: 'gates', quarter } as const
  await expect(removeQuarter(which, { who: 'A' }, { ...stack.tools, couch: couch as never })).rejects.toThrow(
    'cut'
  )
  expect(answers).toEqual([403])
  await remove()
  expect(await names()).not.toContain(database('gates'))
  expect(await told()).toHaveLength(1)
})

test('of one that is gone it is known who removed it, and photos that a kill left behind go', async () => {
  const shot = await photo()
  await write('gates', 1, shot)
  const which = { unit: stack.unit, book: 'gates', quarter } as const
  const { nano } = stack.couch
  expect(await earlierRemoval(which, stack.tools, false)).toBeNull()
  const destroy = async (name: string) => {
    await nano.db.destroy(name)
    throw new Error('cut')
  }
  const couch = { ...stack.couch, nano: { ...nano, db: { ...nano.db, destroy } } }
  const removing = removeQuarter(which, { who: 'Lê Quốc Thắng' }, { ...stack.tools, couch: couch as never })
  await expect(removing).rejects.toThrow('cut')
  expect(await look()).toBeNull()

  const before = { who: 'Lê Quốc Thắng', records: 1, photos: 1, book: 'gates', quarter }
  expect(await earlierRemoval(which, stack.tools, true)).toMatchObject(before)
  expect(await standing(shot.parts)).toBe(2)
  expect(await earlierRemoval(which, stack.tools, false)).toMatchObject(before)
  expect(await standing(shot.parts)).toBe(0)
  expect(await earlierRemoval({ ...which, unit: 'khong-co' }, stack.tools, false)).toBeNull()
})

test('a record that was brought to a later quarter too, by a phone whose clock ran ahead, is not taken: it stays there', async () => {
  const later = databaseName(stack.unit, 'gates', quarterAfter(Date.now(), 0))
  const own = await write('gates', 1)
  const twice = phone.note(stack.unit)
  for (const name of [database('gates'), later])
    await keeper.post(`/${name}/_bulk_docs`, { docs: [asDocument(twice)] })
  await remove()
  expect(await told()).toMatchObject([{ records: 1, taken: [{ device: phone.id, from: own.n, to: own.n }] }])
  expect((await factsIn(stack.couch.nano, later)).map(({ id }) => id)).toContain(twice.id)
})

test('a stranger that is kept for an incident speaks against it', async () => {
  const officer = await stack.account('officer')
  const police = officer.device
  const { stream } = await write('duty', 1)
  const body = { incident: uuidv7(start + 5000, someBytes(10)) }
  const link = police.fact(stack.unit, 'duty', 'duty.stranger-linked', stream, body, { ms: start + 5000 })
  await officer.post(`/${database('duty')}/_bulk_docs`, { docs: [asDocument(link)] })
  expect((await look(quarter, 'duty'))?.linked).toBe(1)
})

test('an empty quarter goes too, and is told', async () => {
  await remove()
  expect(await told()).toMatchObject([{ records: 0, taken: [] }])
})

test('a restore does not bring it back; what it never took is kept', async () => {
  const shot = await photo()
  await write('gates', 1, shot)
  await write('duty', 2)
  const folder = await world.saved()
  await remove()
  await remove('duty')
  const { databases, removedAgain } = await world.restored(folder)
  expect(removedAgain).toEqual(
    (['gates', 'duty'] as const).map((book) => ({ unit: stack.unit, book, quarter }))
  )
  const counted = databases.map(({ name }) => name)
  expect(counted).toContain(stack.database('gates'))
  for (const gone of [database('gates'), database('duty'), pictures()]) {
    expect(await names()).not.toContain(gone)
    expect(counted).not.toContain(gone)
  }

  await provisionDatabases([stack.unit], { ...stack.tools, now: () => start }, 'missing')
  // A restore ends all sessions.
  keeper = { ...keeper, ...(await openSession(stack.url, phone)) }
  const late = await write('gates', 3)
  await repeatRemovals([stack.unit], stack.tools, Date.now())
  expect(await names()).not.toContain(database('gates'))
  const current = await factsIn(stack.couch.nano, stack.database('gates'))
  expect(current.filter(({ id }) => id === late.id)).toMatchObject([late])
})

test('numbers that the server itself gave out are not given out again', async () => {
  const writing = factWriter(
    stack.couch.nano,
    stack.tools.writer.device,
    serverAccount,
    Date.now,
    stack.tools.seals
  )
  const entry = (at: number) => ({
    stream: `unit/${stack.unit}`,
    type: 'duty.strangers-removed' as const,
    body: { strangers: 1, taken: [{ device: phone.id, n: 1 }] },
    at
  })
  await writing.write(stack.unit, 'duty', () => [entry(start + 1000)])
  const [fact] = await factsIn(stack.couch.nano, database('duty'))
  await remove('duty')
  await writing.write(stack.unit, 'duty', () => [entry(Date.now())])
  const current = await factsIn(stack.couch.nano, stack.database('duty'))
  expect(current.at(-1)?.n).toBe(fact!.n + 1)
})
