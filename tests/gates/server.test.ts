import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fileName, join as joined, maxPhotoBytes, partId } from '#lib/domain/photos/parts.ts'
import { photoDatabase } from '#lib/domain/database-names.ts'
import { PictureBox, type Snapshot } from '../../gate-agent/server/picture-box.ts'
import { keepUpWith, type Server } from '../../gate-agent/server.ts'
import { hurriedClock } from './agent/hurried-clock.ts'
import { factsIn } from '../../sync-server/fact-writer.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { photoOf, sha256Of, someBytes } from '../photo.ts'
import { approvedKey } from './agent/approved-key.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'

let stack: TestStack
let folder: string
let server: Server | null = null
const troubles: unknown[] = []
beforeAll(async () => void (stack = await startTestStack()))
afterAll(() => stack.stop())
afterEach(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true })
})

/** Starts an agent whose key is approved, so that it needs no password. */
async function start({ name }: Pick<TestAccount, 'name'>, url = stack.url): Promise<Server> {
  folder = mkdtempSync(join(tmpdir(), 'server-'))
  const key = await approvedKey(stack, name, folder)
  const parts = { url, account: name, unit: stack.unit, label: 'Máy tại cổng', dataDir: folder }
  const trouble = (problem: unknown) => troubles.push(problem)
  server = keepUpWith({ ...parts, key, clock: hurriedClock, trouble })
  return server
}
const entry = { kind: 'online', source: 'agent' } as const

test('one entry that the server refuses stands by itself; those before and after it arrive', async () => {
  const own = await stack.account('agent')
  const { record, outbox } = await start(own)
  record('cong-1b', entry)
  record('cong-1b', { kind: 'no-such-thing' as 'online', source: 'agent' })
  record('cong-1b', { kind: 'offline', source: 'agent' })
  await until(() => outbox.waiting === 0)
  expect([...outbox.refused.values()]).toMatchObject([{ code: 'malformed', fact: { n: 2 } }])
  const facts = await factsIn(stack.couch.nano, stack.database('gates'))
  expect(facts.filter(({ by }) => by === own.name).map(({ n }) => n)).toEqual([1, 3])
})

test('an account that is no agent’s writes no reports, and keeps them with the reason', async () => {
  const { record, outbox } = await start(await stack.account('keeper'))
  record('cong-1b', entry)
  await until(() => outbox.waiting === 0)
  expect([...outbox.refused.values()]).toMatchObject([{ code: 'not-allowed', fact: { n: 1 } }])
})

test('a picture arrives byte for byte, named in the entry that it belongs to', async () => {
  const chief = await stack.account('commander')
  const own = await stack.account('agent')
  const { record, outbox, pictures } = await start(own)
  const bytes = someBytes(300_000)
  record('cong-1b', entry, pictures.keep(bytes, Date.now(), 'cong1'))
  const facts = async () => (await factsIn(stack.couch.nano, stack.database('gates'))).filter(isOwn)
  const isOwn = ({ by }: { by: string }) => by === own.name
  await until(async () => (await facts()).length > 0)
  await until(() => readdirSync(join(folder, 'pictures')).join() === 'refused')
  const [snapshot] = (await facts())[0]!.body['snapshots'] as [Snapshot]
  const { camera, at, ...photo } = snapshot
  expect([photo, camera]).toEqual([photoOf(bytes), 'cong1'])
  const database = photoDatabase({ unit: stack.unit, place: 'pictures', at: Date.parse(at) })
  const parts = photo.parts.map((hash) => chief.db(`/${database}/${partId(hash)}/${fileName}`))
  const read = await Promise.all(parts.map(async (part) => new Uint8Array(await (await part).arrayBuffer())))
  expect(joined(read)).toEqual(bytes)
  expect(outbox.waiting).toBe(0)
})

test('a picture waits on the disk for the next start; one that the server refuses stays there', async () => {
  const { pictures } = await start(await stack.account('auditor'))
  const bytes = someBytes(40)
  await pictures.keep(bytes, 1_700_000_000_000, 'cong1')
  const place = join(folder, 'pictures')
  const name = `1700000000000-${sha256Of(bytes)}.jpg`
  await until(() => existsSync(join(place, 'refused', name)))
  await server!.stop()
  server = null
  const later = new PictureBox(place)
  expect(await later.oldest()).toBeNull()
  await later.keep(someBytes(9), 1_800_000_000_000, 'cong1')
  await later.keep(bytes, 1_700_000_000_001, 'cong1')
  expect(await new PictureBox(place).oldest()).toMatchObject({ at: 1_700_000_000_001, bytes })
})

test('a picture larger than any photo is not kept: the server would refuse the entry that names it', async () => {
  const { pictures } = await start(await stack.account('agent'))
  const keeping = pictures.keep(new Uint8Array(maxPhotoBytes + 1), Date.now(), 'cong1')
  await expect(keeping).rejects.toThrow('quá lớn')
  expect(readdirSync(join(folder, 'pictures'))).toEqual(['refused'])
})

test('a phone that the commander lets in is known to a running agent; nobody else is', async () => {
  const chief = await stack.account('commander')
  const { holderOf } = await start(await stack.account('agent'))
  const device = new TestDevice(chief.name)
  const stream = `device/${device.id}`
  const directory = `/${stack.database('directory')}/_bulk_docs`
  await chief.post(directory, { docs: [asDocument(device.enrolment(stack.unit))] })
  await until(() => holderOf({ account: chief.name, key: device.id, gate: 'cong-1b' }))
  expect(holderOf({ account: chief.name, key: device.id, gate: 'cong-1b' })).toMatchObject({
    standing: 'waiting',
    roles: ['commander']
  })
  await stack.letIn(device.id)
  await until(
    () => holderOf({ account: chief.name, key: device.id, gate: 'cong-1b' })?.standing === 'approved'
  )
  expect(holderOf({ account: 'khac', key: device.id, gate: 'cong-1b' })).toBeNull()
  // Whatever hour its author's phone shows: it counts as soon as the agent knows.
  const at = new Date(Date.now() + 3_600_000).toISOString()
  const shut = { device: device.id, reason: 'Mất máy', stands: [] }
  const revoked = device.fact(stack.unit, 'directory', 'directory.device-revoked', stream, shut, { at })
  await chief.post(directory, { docs: [asDocument(revoked)] })
  await until(
    () => holderOf({ account: chief.name, key: device.id, gate: 'cong-1b' })?.standing === 'revoked'
  )
})

test('a keeper has a say at the gates that name him, as soon as the agent knows; at no other', async () => {
  await stack.motorGates('cong-1b', 'cong-2')
  const keeper = await stack.account('keeper')
  const { holderOf } = await start(await stack.account('agent'))
  const at = (gate: string) => holderOf({ account: keeper.name, key: keeper.device.id, gate })
  await until(() => at('cong-1b')?.standing === 'approved')
  expect(at('cong-1b')).toMatchObject({ roles: [], closing: [] })
  await stack.entrust(keeper.name, 'cong-1b')
  await until(() => at('cong-1b')?.roles.includes('keeper'))
  expect(at('cong-2')).toMatchObject({ roles: [], closing: [] })
  await stack.relieve('cong-1b')
  await until(() => at('cong-1b')?.closing.length === 0)
})

test('no server at all: entries wait, and no pass is had', async () => {
  const alone = await start(await stack.account('agent'), 'http://127.0.0.1:9')
  alone.record('cong-1b', entry)
  expect(await alone.connectOptions()).toBeNull()
  expect(alone.outbox.waiting).toBe(1)
})

test('a pass is asked for once, and again when the broker does not take it', async () => {
  const { connectOptions, passRefused } = await start(await stack.account('agent'))
  let first = await connectOptions()
  // It knows nobody yet who might command a gate.
  expect(first).toBeNull()
  await until(async () => (first = await connectOptions()))
  expect(first).toMatchObject({ url: `${stack.url.replace('http', 'ws')}/mqtt` })
  expect(await connectOptions()).toEqual(first)
  passRefused()
  expect((await connectOptions())!.clientId).not.toBe(first!.clientId)
})
