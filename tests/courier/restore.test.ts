import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { databaseName, quarterOf } from '#lib/domain/database-names.ts'
import { backUp } from '../../sync-server/backup/backup.ts'
import { checkBackup } from '../../sync-server/backup/manifest.ts'
import { restoreBackup } from '../../sync-server/backup/restore-backup.ts'
import { databasesToKeep } from '../../sync-server/backup/scope.ts'
import { validator } from '../../sync-server/gatekeeper/validator.ts'
import { factsIn } from '../../sync-server/fact-writer.ts'
import { loseBooks } from '../backup-world.ts'
import { TestPhone } from './phone.ts'
import { named, startTestServer, type TestServer } from './server.ts'

let server: TestServer
let to: string
let clock = Date.now()
beforeAll(async () => {
  to = mkdtempSync(join(tmpdir(), 'antt-luu-'))
  server = await startTestServer(['gates'])
  for (const name of [named('giu-cong'), named('dong-nghiep')]) await server.account(name, ['keeper'])
})
afterEach(() => TestPhone.closeAll())
afterAll(async () => {
  await server.stop()
  rmSync(to, { recursive: true })
})

const gates = () => databaseName(server.unit, 'gates', quarterOf(Date.now()))
async function saved() {
  const names = databasesToKeep(await server.couch.nano.db.list(), server.unit)
  return (await backUp({ names, unit: server.unit, to }, server.couch, (clock += 1000))).folder
}
async function restored(folder: string) {
  const { couch } = server
  const dataDir = join(to, 'data')
  const tools = { couch, dataDir, validator: await validator(), now: Date.now }
  return restoreBackup(folder, await checkBackup(folder), server.unit, tools)
}
async function erase(id: string) {
  const documents = server.couch.nano.use(gates())
  await documents.destroy(id, (await documents.get(id))._rev)
}
const onServer = async () => (await factsIn(server.couch.nano, gates())).map(({ id }) => id)
const on = async (phone: TestPhone) => (await phone.facts()).map(({ id }) => id).sort()
const exchanged = async (...phones: TestPhone[]) => {
  for (const phone of phones) expect((await phone.exchange()).end).toBe('done')
}

test('after a loss phones read an older backup anew, bring what waits, keep what they know, and nothing erased returns', async () => {
  const [writer, reader, away] = [
    await TestPhone.open(server, named('giu-cong')),
    await TestPhone.open(server, named('dong-nghiep')),
    await TestPhone.open(server, named('giu-cong'))
  ]
  const [first, erased] = [await writer.write(), await writer.write()]
  await exchanged(writer, reader, away)
  await erase(erased.id)
  // One phone hears of it in time, one only from the restored server.
  await exchanged(writer, reader)
  const folder = await saved()
  const sinceThen = await writer.write()
  await exchanged(writer, reader)
  const waiting = await reader.write()

  await loseBooks(server.couch.nano, server.unit)
  await restored(folder)
  await exchanged(writer, reader, away)
  await exchanged(writer, away)
  expect(await onServer()).toEqual(expect.arrayContaining([first.id, waiting.id]))
  expect(await onServer()).not.toContain(erased.id)
  expect(await on(writer)).toEqual([first.id, sinceThen.id, waiting.id].sort())
  expect(await on(reader)).toEqual([first.id, sinceThen.id, waiting.id].sort())
  expect(await on(away)).toEqual([first.id, waiting.id].sort())

  // The new feed begins low: who read on from the old place would hear of nothing.
  const fresh = await reader.write()
  await exchanged(reader, writer)
  expect(await on(writer)).toContain(fresh.id)
})

test('a backup brought back over what is there gives nothing back that was erased after it', async () => {
  const [writer, late] = [
    await TestPhone.open(server, named('giu-cong')),
    await TestPhone.open(server, named('dong-nghiep'))
  ]
  const [kept, erased] = [await writer.write(), await writer.write()]
  await exchanged(writer, late)
  const folder = await saved()
  await erase(erased.id)
  await exchanged(writer)
  const places = async (phone: TestPhone) => (await phone.store.checkpoint(gates()))!
  const before = await places(writer)
  await restored(folder)
  await exchanged(writer, late)
  expect((await places(writer)).epoch).not.toBe(before.epoch)
  for (const ids of [await onServer(), await on(writer), await on(late)]) {
    expect(ids).toContain(kept.id)
    expect(ids).not.toContain(erased.id)
  }
})
