import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { factWriter, factsIn, serverAccount } from '../../sync-server/fact-writer.ts'
import { judgeDatabase } from '../../sync-server/notary/judge-database.ts'
import { startNotary, type Notary } from '../../sync-server/notary/notary.ts'
import type { UnitRecord } from '../../sync-server/notary/unit-record.ts'
import type { Seals } from '../../sync-server/admission/seals.ts'
import { loadServerDevice } from '../../sync-server/server-device.ts'
import { directoryIn } from '../../sync-server/directory/unit-directory.ts'
import { missingEnrolment } from '../../sync-server/provision/certificates.ts'
import { certifyServer } from '../../sync-server/provision/provision.ts'
import { asDocument } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'

/** A second worker beside the server's own, which is stopped and started again. */
let stack: TestStack
let dataDir: string
let [first, second, third]: TestAccount[] = []
const problems: unknown[] = []
beforeAll(async () => {
  stack = await startTestStack()
  dataDir = mkdtempSync(join(tmpdir(), 'antt-notary-'))
  ;[first, second, third] = [
    await stack.account('keeper'),
    await stack.account('keeper'),
    await stack.account('keeper')
  ]
})
afterAll(async () => {
  await stack.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** @param changes `now` of its clock; `rewritten`: the record that looks to it as if somebody had rewritten it on the disk */
async function worker({ now = Date.now, rewritten = '' } = {}): Promise<Notary> {
  const { couch, tools, directories } = stack
  const device = loadServerDevice(join(dataDir, 'server-key.json'))
  const writer = factWriter(couch.nano, device, serverAccount, Date.now, tools.seals)
  await certifyServer(stack.unit, { ...tools, couch, writer, now: Date.now })
  const { roots } = tools
  await writer.write(stack.unit, 'directory', async (known) =>
    missingEnrolment(await directoryIn(known, stack.unit, roots), device, 'Máy chủ')
  )
  const seals = { isRight: (fact: Envelope) => fact.id !== rewritten && tools.seals.isRight(fact) }
  const report = (problem: unknown) => void problems.push(problem)
  return startNotary({ couch, directories, roots, seals, writer, dataDir, now, report })
}
const plant = (fact: Envelope) =>
  stack.couch.nano.use(stack.database('gates')).insert(asDocument(fact) as never)
const flags = async (account?: TestAccount) =>
  (await factsIn(stack.couch.nano, stack.database('private'))).filter(
    ({ type, body }) => type === 'private.flag-raised' && (!account || body['device'] === account.device.id)
  )
const record = () =>
  JSON.parse(readFileSync(join(dataDir, 'notary', `${stack.unit}.json`), 'utf8')) as UnitRecord
/** The worker has read everything once its record tells of as many flags as there are. */
const isDone = async (notary: Notary, count: number) => {
  const { lagMs, flags: open } = notary.status()
  return lagMs === 0 && open === count && (await flags()).length === count
}

test('two workers raise a flag each at the most, and a worker that comes later none', async () => {
  await plant(first!.device.note(stack.unit))
  await until(async () => (await flags(first)).length > 0)
  const notary = await worker()
  await until(() => isDone(notary, 1))
  await plant(second!.device.note(stack.unit))
  await until(async () => (await flags(second)).length > 0)
  const all = await flags(second)
  expect(all.length).toBeLessThanOrEqual(2)
  expect(new Set(all.map(({ device }) => device)).size).toBe(all.length)
  await until(async () => isDone(notary, (await flags()).length))
  await notary.stop()
  expect(problems).toEqual([])
})

test('a worker goes on where it stopped; after a restore it reads all again, and tells nothing twice', async () => {
  const before = (await flags()).length
  const database = stack.database('gates')
  const { checkpoint } = record().databases[database]!
  const again = await worker()
  await until(() => isDone(again, before))
  await again.stop()
  expect(record().databases[database]!.checkpoint).toEqual(checkpoint)

  // Finds in no record yet what the restore brought, wherever the sequence stands.
  const known = record()
  known.databases[database]!.ledger.present = {}
  writeFileSync(join(dataDir, 'notary', `${stack.unit}.json`), JSON.stringify(known))
  const gates = stack.couch.nano.use(database)
  const epoch = (await gates.get('epoch')) as unknown as { value: string }
  await gates.insert({ ...epoch, value: 'restored' } as never)
  const restored = await worker()
  await plant(third!.device.note(stack.unit))
  await until(async () => (await flags(third)).length > 0)
  await until(async () => isDone(restored, (await flags()).length))
  await restored.stop()
  expect(record().databases[database]!.checkpoint).toMatchObject({ epoch: 'restored' })
  expect((await flags()).length - (await flags(third)).length).toBe(before)
  expect(record().databases[database]!.ledger.present[first!.device.id]).toMatchObject([
    [1, 1, expect.any(Number)]
  ])
  expect(problems).toEqual([])
})

test('all is read from its start once a day: what changed in no feed is told then', async () => {
  const keeper = await stack.account('keeper')
  const note = asDocument(keeper.device.note(stack.unit))
  await keeper.post(`/${stack.database('gates')}/_bulk_docs`, { docs: [note] })
  const today = await worker()
  await until(async () => isDone(today, (await flags()).length))
  await today.stop()
  const before = (await flags()).length

  const hours = (count: number) => () => Date.now() + count * 3_600_000
  const rewritten = note._id
  const soon = await worker({ now: hours(23), rewritten })
  await until(() => isDone(soon, before))
  await soon.stop()
  const next = await worker({ now: hours(25), rewritten })
  await until(async () => (await flags(keeper)).length > 0)
  await until(() => isDone(next, before + 1))
  await next.stop()
  expect((await flags(keeper)).map(({ body }) => body['kind'])).toEqual(['unsealed'])
  expect(problems).toEqual([])
})

test('of a database that is read again from its start only what is news is found', async () => {
  const place = { unit: stack.unit, book: 'gates', database: stack.database('gates') } as const
  const { rootOf } = stack.tools.roots
  const judges = async () => ({ known: await stack.known(), root: rootOf(stack.unit) })
  const deps = { nano: stack.couch.nano, seals: stack.tools.seals, now: Date.now, judges }
  const unread: UnitRecord = { version: 2, databases: {}, suspects: {}, found: {}, open: [] }
  const found = async (isWhole: boolean, seals: Pick<Seals, 'isRight'> = deps.seals) =>
    (await judgeDatabase(place, unread, { ...deps, seals }, isWhole)).length
  const first = await found(false)
  expect(first).toBeGreaterThan(0)
  expect([await found(false), await found(true), await found(true)]).toEqual([0, 0, 0])
  expect(await found(true, { isRight: () => false })).toBeGreaterThan(0)
})

test('a unit whose root lies on another server is left alone', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'antt-elsewhere-'))
  const { couch, tools, directories } = stack
  const before = await flags()
  const roots = { rootOf: () => null }
  const writer = { ...tools.writer, write: () => Promise.reject(new Error('writes')) }
  const report = (problem: unknown) => void problems.push(problem)
  const { seals } = tools
  const notary = startNotary({
    couch,
    directories,
    roots,
    seals,
    writer,
    dataDir: elsewhere,
    now: Date.now,
    report
  })
  await plant(first!.device.note(stack.unit))
  await until(() => notary.status().lagMs === 0)
  await notary.stop()
  expect(existsSync(join(elsewhere, 'notary'))).toBe(false)
  rmSync(elsewhere, { recursive: true })
  expect([problems, await flags()]).toEqual([[], before])
})
