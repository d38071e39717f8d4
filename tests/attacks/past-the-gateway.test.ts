import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import type { FactOf } from '#lib/domain/facts.ts'
import { openFlags } from '#lib/domain/notary/flags.ts'
import { stoodMs } from '#lib/domain/notary/gaps.ts'
import { factsIn } from '../../sync-server/fact-writer.ts'
import { idTime } from '#lib/domain/uuid.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { nextDatabase, startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'

/** Somebody with the password of CouchDB writes beside the gateway; a member with an approved phone numbers as they like. */
let stack: TestStack
let later = 0
const members: TestAccount[] = []
beforeAll(async () => {
  stack = await startTestStack({ now: () => Date.now() + later })
  for (let i = 0; i < 5; i++) members.push(await stack.account('keeper'))
})
afterAll(() => stack.stop())

const plant = (doc: object, book: 'gates' | 'duty' | 'private' = 'gates') =>
  stack.couch.nano.use(stack.database(book)).insert(doc as never)
/** Writes records into the next quarter, under the seal that the server would give them: the gateway takes none there. */
const plantInNext = (facts: readonly Envelope[]) => {
  const docs = facts.map((fact) => {
    const took = idTime(fact.id)
    return { ...asDocument(fact), took, seal: stack.tools.seals.of(fact, took) }
  })
  return stack.couch.nano.use(nextDatabase(stack.unit, 'gates', Date.now())).bulk({ docs } as never)
}
const brings = async ({ post }: TestAccount, ...facts: Envelope[]) => {
  const answer = await post(`/${stack.database('gates')}/_bulk_docs`, { docs: facts.map(asDocument) })
  const rows = (await answer.json()) as { ok?: boolean }[]
  expect(rows.every(({ ok }) => ok)).toBe(true)
}
type Flag = FactOf<'private.flag-raised'>
const flags = async (device?: string) =>
  (await factsIn(stack.couch.nano, stack.database('private'))).filter(
    (fact) => fact.type === 'private.flag-raised' && fact.body['device'] === device
  ) as Flag[]
/** Waits for flags about a device. The notary is rung by each change, and nobody waits for a clock. */
async function flagged(device: string | undefined, ...kinds: string[]): Promise<Flag[]> {
  const found = async () => (await flags(device)).map(({ body }) => body.kind).sort()
  await until(async () =>
    kinds.every(
      (
        (all) => (kind) =>
          all.includes(kind as never)
      )(await found())
    )
  )
  expect(await found()).toEqual(kinds.sort())
  return flags(device)
}

test('a record written past the gateway is flagged, in its author’s name, and an honest one is not', async () => {
  const [victim, honest] = members as [TestAccount, TestAccount]
  await brings(honest, honest.device.note(stack.unit))
  const genuine = victim.device.note(stack.unit)
  await plant(asDocument(genuine))
  const [flag] = await flagged(victim.device.id, 'unsealed')
  expect(flag!.body).toMatchObject({
    count: 1,
    facts: [genuine.id],
    numbers: [{ book: 'gates', from: genuine.n, to: genuine.n }]
  })
  expect(await flags(honest.device.id)).toEqual([])
})

test('so is a record that the device never signed, with a seal that was another’s, and what is no record', async () => {
  const [, , victim] = members as [TestAccount, TestAccount, TestAccount]
  const honest = victim.device.note(stack.unit)
  await brings(victim, honest)
  const read = (await stack.couch.nano.use(stack.database('gates')).get(honest.id)) as unknown as Envelope
  const forged = new TestDevice(victim.name).note(stack.unit, { device: victim.device.id, n: 77 })
  await plant({ ...asDocument(forged), took: read.took, seal: read.seal })
  await flagged(victim.device.id, 'changed', 'unsealed')
  await plant({ _id: 'rác', n: 1 }, 'duty')
  const [flag] = await flagged(undefined, 'unsealed')
  expect(flag!.body).toMatchObject({ facts: [], numbers: [] })
})

test('a record with its seal, copied into another book, is flagged', async () => {
  const [, , , victim] = members as [TestAccount, TestAccount, TestAccount, TestAccount]
  const honest = victim.device.note(stack.unit)
  await brings(victim, honest)
  const { _rev, ...doc } = await stack.couch.nano.use(stack.database('gates')).get(honest.id)
  await plant(doc, 'duty')
  await flagged(victim.device.id, 'unsealed')
})

test('two records under one number are a fork; one that comes in two quarters is none', async () => {
  const [, honest, , , cheat] = members as TestAccount[]
  const note = honest!.device.note(stack.unit)
  await brings(honest!, note)
  await plantInNext([note])
  const { unit } = stack
  const [one, two] = [
    cheat!.device.note(unit, { n: 5 }),
    cheat!.device.note(unit, { n: 5, ms: Date.now() - 9 })
  ]
  await brings(cheat!, one)
  await brings(cheat!, two)
  const [flag] = await flagged(cheat!.device.id, 'fork')
  expect(flag!.body.numbers).toEqual([{ book: 'gates', from: 5, to: 5 }])
  expect([...flag!.body.facts].sort()).toEqual([one.id, two.id].sort())
  expect(await flags(honest!.device.id)).toEqual([])
})

test('so are two bodies under one id in two quarters, behind copies of many honest records', async () => {
  const [honest, liar] = [await stack.account('keeper'), await stack.account('keeper')]
  const notes = Array.from({ length: 30 }, () => honest.device.note(stack.unit))
  const ownNotes = Array.from({ length: 30 }, () => liar.device.note(stack.unit))
  const one = liar.device.note(stack.unit)
  await brings(honest, ...notes)
  await brings(liar, ...ownNotes, one)
  const ms = idTime(one.id)
  const two = liar.device.note(stack.unit, {
    ms,
    n: one.n,
    body: { what: 'closed', reason: 'Hai', who: 'Tư' }
  })
  expect(two.id).toBe(one.id)
  await plantInNext([...notes, ...ownNotes, two])
  const [flag] = await flagged(liar.device.id, 'fork')
  expect(flag!.body).toMatchObject({ facts: [one.id], numbers: [{ book: 'gates', from: one.n, to: one.n }] })
  expect(await flags(honest.device.id)).toEqual([])
})

test('a gap is flagged once it has stood a day; a flood of them makes one flag a day', async () => {
  const cheat = members[4]!
  later = stoodMs + 60_000
  await plant({ _id: 'rác-2' }, 'duty')
  const found = await flagged(cheat.device.id, 'fork', 'gap')
  expect(found.find(({ body }) => body.kind === 'gap')!.body.numbers).toEqual([
    { book: 'gates', from: 1, to: 4 }
  ])
  // A forged record with a number far ahead says nothing about the device whose name it bears.
  expect((await flags(members[2]!.device.id)).map(({ body }) => body.kind).sort()).toEqual([
    'changed',
    'unsealed'
  ])
  const many = Array.from({ length: 50 }, (_, i) => cheat.device.note(stack.unit, { n: 10 + 2 * i }))
  for (const fact of many) await plant(asDocument(fact))
  await flagged(cheat.device.id, 'fork', 'gap', 'unsealed')
})

test('once the commander has settled the flag of a day, the next write of that day raises another', async () => {
  const [commander, victim] = [await stack.account('commander'), await stack.account('keeper')]
  const open = async () =>
    openFlags(await factsIn(stack.couch.nano, stack.database('private')), await stack.known()).filter(
      ({ device }) => device === victim.device.id
    )
  const ms = Date.now() + later
  await plant(asDocument(victim.device.note(stack.unit, { ms })))
  await until(async () => (await open()).length === 1)
  const [flag] = await open()
  const body = { flag: flag!.ids[0] }
  const stream = `unit/${stack.unit}`
  const settled = commander.device.fact(stack.unit, 'private', 'private.flag-settled', stream, body, { ms })
  await commander.post(`/${stack.database('private')}/_bulk_docs`, { docs: [asDocument(settled)] })
  await until(async () => (await open()).length === 0)
  const second = victim.device.note(stack.unit, { ms: ms + 1 })
  await plant(asDocument(second))
  await until(async () => (await open()).length === 1)
  expect((await open())[0]!.fact.body).toMatchObject({ count: 1, facts: [second.id] })
})

test('whoever writes past the gateway raises no flag, settles none and silences none', async () => {
  const commander = await stack.account('commander')
  const known = await stack.known()
  const before = openFlags(await factsIn(stack.couch.nano, stack.database('private')), known)
  const server = new TestDevice('may-chu')
  const fake = server.fact(stack.unit, 'private', 'private.flag-raised', `unit/${stack.unit}`, {
    kind: 'unsealed',
    device: commander.device.id,
    day: new Date(Date.now() + later).toISOString().slice(0, 10),
    count: 1,
    facts: [],
    numbers: []
  })
  await plant(asDocument(fake), 'private')
  await plant(asDocument(commander.device.note(stack.unit)))
  await until(async () => (await flags(commander.device.id)).some(({ id }) => id !== fake.id))
  const open = openFlags(await factsIn(stack.couch.nano, stack.database('private')), await stack.known())
  expect(open.flatMap(({ ids }) => ids)).not.toContain(fake.id)
  expect(open.length).toBeGreaterThan(before.length)
})
