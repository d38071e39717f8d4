import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { ownId, ownPerson } from '#lib/domain/hui/own/own-record.ts'
import { books, quarterlyBooks, type Book } from '#lib/domain/roles.ts'
import { agreement, wholeParts } from '../../hui/test-line.ts'
import { asDocument } from '../../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'

/** A host keeps her own lines on her phone; an officer who takes one in brings it to the unit's book. */
let stack: TestStack
let host: TestAccount
let other: TestAccount
let officer: TestAccount
let keeper: TestAccount
beforeAll(async () => {
  stack = await startTestStack()
  host = await stack.account('host')
  other = await stack.account('host')
  officer = await stack.account('officer')
  keeper = await stack.account('keeper')
})
afterAll(() => stack.stop())

const ownerOf = ({ name }: TestAccount) => ({ unit: stack.unit, by: name })
let ms = Date.now()
/** A line that an account says it hosts, in whosever stream. */
function opening(who: TestAccount, of = who, more: object = {}): Envelope {
  const member = ownId(ownerOf(of), ++ms)
  const terms = { host: ownPerson(ownerOf(of)), parts: wholeParts(member, member) }
  const body = { ...agreement(2, 1_000_000, terms), said: { by: 'host', how: 'talk' }, ...more }
  return who.device.fact(stack.unit, 'hui', 'hui.line-agreed', `line/${ownId(ownerOf(of), ++ms)}`, body)
}
async function bring(who: TestAccount, ...facts: Envelope[]): Promise<object[]> {
  const path = `/${stack.database(facts[0]!.book as Book)}/_bulk_docs`
  return (await (await who.post(path, { docs: facts.map(asDocument) })).json()) as object[]
}
const refused = { error: 'forbidden', reason: '{"code":"not-allowed"}' }

test('a host’s line is at the server once, under her name, with the officer who took it in as its carrier', async () => {
  const fact = opening(host)
  expect(await bring(officer, fact)).toEqual([expect.objectContaining({ ok: true, id: fact.id })])
  const stored = await stack.couch.nano.use(stack.database('hui')).get(fact.id)
  expect(stored).toMatchObject({ by: host.name, via: officer.name, sig: fact.sig })
  await bring(officer, fact)
  const { rows } = await stack.couch.nano.use(stack.database('hui')).list({ include_docs: true })
  expect(rows.filter(({ doc }) => (doc as unknown as Envelope).stream === fact.stream)).toHaveLength(1)
})

test('she herself brings nothing, nor does anybody who reads no hụi', async () => {
  for (const who of [host, keeper]) expect(await bring(who, opening(host))).toMatchObject([refused])
  for (const way of ['_all_docs', '_changes'])
    expect((await host.db(`/${stack.database('hui')}/${way}`)).status).toBe(403)
})

test('whoever brings it, what she signs about others’ lines is refused, and hers beside it is taken', async () => {
  const seen = { said: { by: 'officer', how: 'seen' } }
  const device = host.device
  const line = `line/${device.fact(stack.unit, 'hui', 'x', 'line/a', {}).id}`
  const stop = { on: '2026-11-01', said: { by: 'host', how: 'talk' }, reason: 'Hết tiền' }
  const forged = [
    opening(host, other),
    opening(host, host, seen),
    opening(host, host, { host: ownPerson(ownerOf(other)) }),
    device.fact(stack.unit, 'hui', 'hui.line-stopped', line, stop),
    device.fact(stack.unit, 'hui', 'hui.person-described', `person/${ownPerson(ownerOf(other))}`, {
      name: 'A'
    }),
    device.fact(stack.unit, 'incidents', 'incidents.incident-reported', 'incident/mot', {
      category: 'theft',
      text: 'Mất xe'
    })
  ]
  for (const fact of forged)
    expect([fact.type, ...(await bring(officer, fact))]).toMatchObject([fact.type, refused])
  const good = opening(host)
  const rows = await bring(officer, forged[0]!, good)
  expect(rows).toHaveLength(2)
  expect(rows).toContainEqual(expect.objectContaining({ id: forged[0]!.id, ...refused }))
  expect(rows).toContainEqual(expect.objectContaining({ id: good.id, ok: true }))
})

test('nobody else writes in her line, nor renames whom she knows, and what they remark of them is theirs', async () => {
  const theirs = opening(host)
  await bring(officer, theirs)
  const commander = await stack.account('commander')
  const told = { on: '2026-11-01', said: { by: 'officer', how: 'seen' } }
  const person = `person/${ownPerson(ownerOf(host))}`
  for (const { device } of [officer, commander, other]) {
    const writes = (type: string, body: object, stream = theirs.stream) =>
      device.fact(stack.unit, 'hui', type, stream, body)
    const said = { by: device === other.device ? 'host' : 'officer', how: 'talk' }
    for (const fact of [
      writes('hui.entry-reversed', { entry: theirs.id, reason: 'Ghi nhầm' }),
      writes('hui.entry-denied', { ...told, said, entry: theirs.id, reason: 'Không phải' }),
      writes('hui.entry-confirmed', { ...told, said, entry: theirs.id }),
      writes('hui.line-stopped', { ...told, said, reason: 'Hết tiền' }),
      writes('hui.line-agreed', { ...agreement(2, 5_000), said }),
      writes('hui.person-described', { name: 'Ba Huệ' }, person)
    ])
      expect([fact.type, ...(await bring(officer, fact))]).toMatchObject([fact.type, refused])
  }
  const same = officer.device.fact(stack.unit, 'hui', 'hui.persons-same', person, {
    ...told,
    same: officer.device.note(stack.unit).id,
    reason: 'Cùng một người'
  })
  expect(await bring(officer, same)).toMatchObject([{ ok: true }])
  const ours = `line/${officer.device.note(stack.unit).id}`
  const stop = { ...told, reason: 'Hết tiền' }
  expect(
    await bring(officer, officer.device.fact(stack.unit, 'hui', 'hui.line-stopped', ours, stop))
  ).toMatchObject([{ ok: true }])
})

test('neither another unit’s books nor another way to CouchDB opens anything to her', async () => {
  for (const book of books.filter((one) => one !== 'directory' && !quarterlyBooks.includes(one)))
    expect([403, 404]).toContain((await host.db(`/antt-xa-khac-${book}/_all_docs`)).status)
  const direct = await fetch(new URL(`/${stack.database('hui')}/_all_docs`, stack.couch.url), {
    headers: { Authorization: `Basic ${btoa(`${host.name}:${host.password}`)}` }
  })
  expect([401, 403]).toContain(direct.status)
})

test('of what she has not handed in nothing is missed', async () => {
  const commander = await stack.account('commander')
  const [first, , third] = [opening(host), opening(host), opening(host)]
  await bring(officer, first, third!)
  const answer = await fetch(`${stack.url}/devices`, { headers: commander.headers })
  const { devices } = (await answer.json()) as { devices: { device: string; books: { hui: object } }[] }
  expect(devices.find(({ device }) => device === host.device.id)?.books.hui).toMatchObject({ gaps: [] })
})
