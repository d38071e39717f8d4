import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { erasuresIn } from '#lib/domain/erasure/erasure.ts'
import { databasesOf, photoDatabase } from '#lib/domain/database-names.ts'
import type { Book } from '#lib/domain/roles.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { factsIn } from '../../../sync-server/fact-writer.ts'
import { carryOutErasures } from '../../../sync-server/retention/carry-out-erasures.ts'
import { watchErasures } from '../../../sync-server/retention/watch-erasures.ts'
import { BackupWorld, loseBooks } from '../../backup-world.ts'
import type { TestDevice } from '../../facts.ts'
import { asDocument } from '../../facts.ts'
import { agreement, wholeParts } from '../../hui/test-line.ts'
import { partDocuments, photoOf, sharingPart, someBytes } from '../../photo.ts'
import type { TestAccount, TestStack } from '../../stack.ts'

let world: BackupWorld
let stack: TestStack
let chief: TestAccount
let officer: TestAccount
let command: TestDevice
let phone: TestDevice

beforeAll(async () => {
  world = await BackupWorld.start()
  stack = world.stack
  ;[chief, officer] = [await stack.account('commander'), await stack.account('officer')]
})
afterAll(() => world.stop())
beforeEach(() => {
  ;[command, phone] = [chief.device, officer.device]
})

const newId = () => uuidv7(Date.now(), someBytes(10))
async function write(who: TestAccount, device: TestDevice, book: Book, ...about: [string, string, object]) {
  const [type, stream, body] = about
  const fact = device.fact(stack.unit, book, `${book}.${type}`, stream, body)
  const answer = await who.post(`/${stack.database(book)}/_bulk_docs`, { docs: [asDocument(fact)] })
  expect(await answer.json()).toMatchObject([{ ok: true }])
  return fact
}
const described = (person: string, name = 'Trần Văn Rết') =>
  write(officer, phone, 'hui', 'person-described', `person/${person}`, { name })
const order = (kind: string, subject: string) =>
  write(chief, command, 'directory', 'erasure-ordered', `unit/${stack.unit}`, {
    kind,
    subject,
    reason: 'asked'
  })
const line = (host: string, holder: string) =>
  write(
    officer,
    phone,
    'hui',
    'line-agreed',
    `line/${newId()}`,
    agreement(2, 1_000_000, { host, parts: wholeParts(host, holder) })
  )

async function factsOf(book: Book) {
  const { nano } = stack.couch
  const names = databasesOf(stack.unit, book, await nano.db.list())
  return (await Promise.all(names.map((name) => factsIn(nano, name)))).flat()
}
const ids = async (book: Book = 'hui') => (await factsOf(book)).map(({ id }) => id)
const erasure = async (id: string) => erasuresIn(await factsOf('directory')).find((one) => one.id === id)!
/** Waits until the server has dealt with it. */
const dealtWith = (id: string) =>
  expect
    .poll(async () => {
      const { done, declined } = await erasure(id)
      return done ? 'done' : declined
    })
    .not.toBeNull()
const gone = (...facts: { id: string }[]) => expect.poll(() => count(facts)).toBe(0)
const count = async (facts: { id: string }[]) => {
  const there = new Set([...(await ids()), ...(await ids('duty'))])
  return facts.filter(({ id }) => there.has(id)).length
}

test('a person entered by mistake goes, is told by number, and phones hear of it; nobody else goes', async () => {
  const [person, other] = [newId(), newId()]
  const facts = [await described(person), await described(person, 'Trần Văn Rét')]
  const kept = await described(other)
  const { id } = await order('person', person)
  await gone(...facts)
  expect(await ids()).toContain(kept.id)
  expect(await erasure(id)).toMatchObject({
    declined: null,
    done: { erased: facts.map(({ id, device, n }) => ({ id, device, n, book: 'hui' })), photos: [] }
  })
  const changes = await officer.db(`/${stack.database('hui')}/_changes?since=0`)
  const { results } = (await changes.json()) as { results: { id: string; deleted?: boolean }[] }
  expect(results.find((row) => row.id === facts[0]!.id)?.deleted).toBe(true)
  // Nothing in the directory names the person.
  expect(JSON.stringify(await factsOf('directory'))).not.toContain('Rết')
})

test('what was erased leaves the disk too: no revision of it can be read by anybody', async () => {
  const hui = stack.couch.nano.use(stack.database('hui'))
  const fact = await described(newId())
  const { rows } = await hui.fetchRevs({ keys: [fact.id] })
  const { rev } = (rows[0] as { value: { rev: string } }).value
  expect(await hui.get(fact.id, { rev })).toMatchObject({ body: { name: 'Trần Văn Rết' } })
  await order('person', fact.stream.slice(7))
  const read = () =>
    hui.get(fact.id, { rev }).then(
      () => 'there',
      ({ statusCode }) => statusCode
    )
  await expect.poll(read).toBe(404)
})

test('who holds a part, hosts a line, or claims in a collapse stays whole', async () => {
  const [host, holder, claimant] = [newId(), newId(), newId()]
  const facts = [await described(host), await described(holder), await described(claimant)]
  await line(host, holder)
  const collapse = `collapse/${newId()}`
  await write(officer, phone, 'hui', 'claim-registered', collapse, {
    number: 1,
    claimant: { person: claimant },
    parts: 1,
    amount: 1_000_000,
    paper: false
  })
  for (const [person, why] of [
    [host, 'in-line'],
    [holder, 'in-line'],
    [claimant, 'in-collapse']
  ] as const) {
    const { id } = await order('person', person)
    await dealtWith(id)
    expect(await erasure(id)).toMatchObject({ declined: why, done: null })
  }
  expect(await count(facts)).toBe(3)
})

test('what a phone brings late is erased again, and told', async () => {
  const person = newId()
  const known = await described(person)
  const { id } = await order('person', person)
  await gone(known)
  const late = await described(person, 'Rết')
  await gone(late)
  expect((await erasure(id)).done?.erased.map((one) => one.id)).toEqual([known.id, late.id])
  // The very same record, as from a phone that was away.
  await officer.post(`/${stack.database('hui')}/_bulk_docs`, { docs: [asDocument(known)] })
  await gone(known)
})

test('an order of nobody but the commander counts', async () => {
  const kept = await described(newId())
  const body = { kind: 'person', subject: kept.stream.slice(7), reason: 'asked' }
  const forged = phone.fact(stack.unit, 'directory', 'directory.erasure-ordered', `unit/${stack.unit}`, body)
  const answer = await officer.post(`/${stack.database('directory')}/_bulk_docs`, {
    docs: [asDocument(forged)]
  })
  expect(await answer.json()).toMatchObject([{ error: 'forbidden' }])
  const told = phone.fact(stack.unit, 'directory', 'directory.facts-erased', `unit/${stack.unit}`, {
    order: newId(),
    book: 'hui',
    erased: [{ id: kept.id, device: kept.device, n: kept.n }],
    photos: []
  })
  const refused = await officer.post(`/${stack.database('directory')}/_bulk_docs`, {
    docs: [asDocument(told)]
  })
  expect(await refused.json()).toMatchObject([{ error: 'forbidden' }])
})

const pictures = () => photoDatabase({ unit: stack.unit, place: 'pictures', at: Date.now() })
async function bring(bytes: Uint8Array<ArrayBuffer>) {
  const parts = partDocuments(bytes, officer.name)
  for (const document of parts) await officer.post(`/${pictures()}/_bulk_docs`, { docs: [document] })
  return parts.map(({ _id }) => _id)
}
/** A stranger with that picture. */
async function seen(bytes: Uint8Array<ArrayBuffer>) {
  const parts = await bring(bytes)
  const body = { gate: 'cong-1b', direction: 'in', photo: photoOf(bytes) }
  const fact = await write(officer, phone, 'duty', 'stranger-seen', `stranger/${newId()}`, body)
  return { fact, parts, bytes }
}
/** Tells of each part whether it is there. */
async function standing(keys: string[]) {
  const { rows } = await stack.couch.nano.use(pictures()).fetchRevs({ keys })
  return rows.map((row) => 'value' in row && !('deleted' in row.value))
}

test('a stranger goes with the picture, but not one that another record names; one of an incident stays', async () => {
  const [alone, linked] = [await seen(someBytes(300_000)), await seen(someBytes(1000))]
  const shared = await seen(linked.bytes)
  await write(officer, phone, 'duty', 'stranger-linked', linked.fact.stream, { incident: newId() })
  const orders = []
  for (const { fact } of [alone, linked, shared])
    orders.push((await order('stranger', fact.stream.slice(9))).id)
  await gone(alone.fact, shared.fact)
  await dealtWith(orders[1]!)
  expect((await erasure(orders[1]!)).declined).toBe('linked')
  await expect.poll(() => standing(alone.parts)).toEqual([false, false])
  expect(await standing(linked.parts)).toEqual([true])
  expect((await erasure(orders[0]!)).done?.photos).toHaveLength(1)
  expect((await erasure(orders[2]!)).done?.photos).toEqual([])
})

test('a part that a photo of somebody else needs too stays; what comes late goes again without it', async () => {
  const [own, others] = sharingPart()
  const [erased, stays] = [await seen(own), await seen(others)]
  const { id } = await order('stranger', erased.fact.stream.slice(9))
  await gone(erased.fact)
  await expect.poll(() => standing(erased.parts)).toEqual([true, false])
  expect(await standing(stays.parts)).toEqual([true, true])
  const { sha256, parts } = photoOf(own)
  expect((await erasure(id)).done).toMatchObject({ photos: [sha256], parts })
  // A phone that was away brings the picture, not the record.
  await bring(own)
  expect(await standing(erased.parts)).toEqual([true, true])
  await carryOutErasures([stack.unit], stack.tools)
  expect(await standing(erased.parts)).toEqual([true, false])
  expect(await standing(stays.parts)).toEqual([true, true])
  // Nobody needs it any more.
  await order('stranger', stays.fact.stream.slice(9))
  await gone(stays.fact)
  await bring(own)
  await carryOutErasures([stack.unit], stack.tools)
  expect(await standing([...erased.parts, ...stays.parts])).toEqual([false, false, false, false])
})

test('while a directory changes no book is read again for what was obeyed', async () => {
  const person = newId()
  const known = await described(person)
  const { id } = await order('person', person)
  await gone(known)
  await dealtWith(id)
  const [directory, hui] = [stack.database('directory'), stack.database('hui')]
  // Notes what was read whole, and how often it was asked what is new in the book.
  const read: string[] = []
  let looked = 0
  const nano = new Proxy(stack.couch.nano, {
    get(target, name) {
      if (name === 'request')
        return (what: { db: string; path?: string }) => {
          if (what.db === hui && what.path === '_changes') looked++
          return target.request(what)
        }
      if (name !== 'use') return Reflect.get(target, name) as unknown
      return (database: string) => {
        const used = target.use(database)
        return { ...used, list: (how: object) => (read.push(database), used.list(how)) }
      }
    }
  })
  let moved: (database: string) => void = () => {}
  const problems: unknown[] = []
  const follow = (tell: typeof moved) => ((moved = tell), async () => {})
  const watching = watchErasures(follow, { ...stack.tools, couch: { nano } }, (problem) =>
    problems.push(problem)
  )
  /** Waits for what was told before: changes are looked at one after another. */
  const done = async () => {
    const before = looked
    moved(hui)
    await vi.waitFor(() => expect(looked).toBeGreaterThan(before), 30_000)
  }
  await vi.waitFor(() => expect(read).toContain(hui), 30_000)
  await done()
  await done()
  read.length = 0
  moved(directory)
  await done()
  await watching.stop()
  expect(read).not.toContain(hui)
  expect(problems).toEqual([])
})

test('a restore does not bring the person back', async () => {
  const person = newId()
  const known = await described(person)
  const older = await world.saved()
  const { id } = await order('person', person)
  await gone(known)
  await dealtWith(id)
  const newest = await world.saved()
  await loseBooks(stack.couch.nano, stack.unit)
  // The newest knows of the erasure, whatever an older one holds of the person.
  await world.restored(older)
  await world.restored(newest)
  expect(await count([known])).toBe(0)
  expect((await erasure(id)).done?.erased).toHaveLength(1)
})
