import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { shelves } from '../courier/audit-stage.ts'
import { after, toPush } from '../courier/faults.ts'
import { first, ownMemory, spoil, TestPhone, type Disk } from '../courier/phone.ts'
import { copyOf, restore } from '../courier/server-loss.ts'
import { named, startTestServer, type TestServer } from '../courier/server.ts'

let server: TestServer
let disk: Disk
let phone: TestPhone
beforeAll(async () => {
  server = await startTestServer()
  await server.account(named('giu-cong'), ['keeper'])
})
afterEach(() => TestPhone.closeAll())
afterAll(() => server.stop())
beforeEach(async () => {
  disk = new Map()
  phone = await TestPhone.open(server, named('giu-cong'), { storage: ownMemory(disk) })
  await phone.exchange()
})

const stateOf = async (id: string) => (await phone.facts()).find((fact) => fact.id === id)
const { gates, isServed } = shelves(() => server)

/** The ids that the phone offers from now on. */
function offers(): readonly string[] {
  const ids: string[] = []
  phone.faults = [
    (path, init) => {
      if (!path.includes('_bulk_docs')) return null
      const { docs } = JSON.parse(init.body as string) as { docs: { _id: string }[] }
      ids.push(...docs.map(({ _id }) => _id))
      return null
    }
  ]
  return ids
}

async function reopened({ keys, store }: TestPhone): Promise<TestPhone> {
  await store.close()
  return TestPhone.open(server, named('giu-cong'), { storage: ownMemory(disk), keys })
}

test('a record that was damaged on the phone is never offered; the others go', async () => {
  const [bad, good] = [await phone.write(), await phone.write()]
  spoil(disk, bad.id)
  const offered = offers()
  expect(await phone.exchange()).toEqual({ end: 'done' })
  expect(await stateOf(bad.id)).toMatchObject({ sync: 'refused', reason: 'damaged', n: bad.n })
  expect(await stateOf(good.id)).toMatchObject({ sync: 'sent' })
  expect(offered).toEqual([good.id])
  expect(await isServed(bad.id)).toBe(false)
})

test('one that had arrived, though nobody heard so, is whole again by the server’s copy', async () => {
  const fact = await phone.write()
  phone.faults = [after(toPush, () => null)]
  expect(await phone.exchange()).toEqual({ end: 'unreachable' })
  spoil(disk, fact.id)
  phone = await reopened(phone)
  expect(await phone.exchange()).toEqual({ end: 'done' })
  expect(await stateOf(fact.id)).toMatchObject({ sync: 'sent', type: fact.type, body: fact.body })
})

test('an open list shows one that is whole again', async () => {
  const fact = await phone.write()
  phone.faults = [after(toPush, () => null)]
  await phone.exchange()
  spoil(disk, fact.id)
  // Reads the disk: a phone still knows what it has just written.
  phone = await reopened(phone)
  const source = phone.store.stream(fact.stream, '')
  const seen: string[] = []
  const watching = source.subscribe({
    next: (all) => void seen.push(all.find(({ id }) => id === fact.id)!.type),
    error: (problem) => expect(problem).toBeUndefined()
  })
  await expect.poll(() => seen).toEqual(['phone.damaged'])
  await phone.exchange()
  await expect.poll(() => seen.at(-1)).toBe(fact.type)
  watching.unsubscribe()
})

test('an audit does not offer one that the server has lost, and says that it is left', async () => {
  const copy = await copyOf(server, gates())
  const fact = await phone.write()
  await phone.exchange()
  await restore(server, gates(), copy, 'same')
  await phone.facts()
  spoil(disk, fact.id)
  const offered = offers()
  expect(await phone.audit()).toMatchObject({ resent: 0, left: 1 })
  expect(offered).toEqual([])
  expect(await stateOf(fact.id)).toMatchObject({ sync: 'sent' })
})

test('one that is damaged after it had arrived, this phone’s or another’s, is noticed when it is read and fetched anew', async () => {
  const other = await TestPhone.open(server, named('giu-cong'))
  const theirs = await other.write()
  await other.exchange()
  const own = await phone.write()
  await phone.exchange()
  // That memory writes its changes down when it is asked next.
  await phone.facts()
  for (const { id } of [own, theirs]) spoil(disk, id)
  phone = await reopened(phone)
  const counted = first(phone.store.damage.counts(), ({ returning }) => returning === 2)
  for (const { id } of [own, theirs]) expect(await stateOf(id)).toMatchObject({ type: 'phone.damaged' })
  expect(await counted).toEqual({ returning: 2, lost: 0 })
  expect(await phone.exchange()).toEqual({ end: 'done' })
  for (const { id, type, body } of [own, theirs]) expect(await stateOf(id)).toMatchObject({ type, body })
  expect(await first(phone.store.damage.counts())).toEqual({ returning: 0, lost: 0 })
})

test('what the server has not either is asked for once, and is told to be lost here', async () => {
  const copy = await copyOf(server, gates())
  const fact = await phone.write()
  await phone.exchange()
  await restore(server, gates(), copy, 'same')
  await phone.facts()
  spoil(disk, fact.id)
  phone = await reopened(phone)
  await stateOf(fact.id)
  const asked = () => phone.requests.filter((line) => line.includes('_all_docs?include_docs')).length
  await phone.exchange()
  expect(asked()).toBe(1)
  await phone.exchange()
  expect(asked()).toBe(1)
  expect(await first(phone.store.damage.counts())).toEqual({ returning: 0, lost: 1 })
})

/** The same record as a database would give it that holds other words under its signature. */
const forged = (fact: Envelope): Envelope => ({
  ...fact,
  body: { ...fact.body, reason: 'Bịa' },
  took: 1,
  seal: 'z'.repeat(43)
})

test('a whole record keeps its words where the database gives others under its signature', async () => {
  // Read from the disk: what this phone has just written is shown from memory.
  const onDisk = async ({ id, stream }: Envelope) =>
    (await phone.store.records(stream)).find((fact) => fact.id === id)!.body
  const waiting = await phone.write()
  await phone.store.receive([forged(waiting)], [])
  expect(await onDisk(waiting)).toEqual(waiting.body)
  const arrived = await phone.write()
  await phone.exchange()
  await phone.store.receive([forged(arrived)], [])
  expect(await onDisk(arrived)).toEqual(arrived.body)
})
