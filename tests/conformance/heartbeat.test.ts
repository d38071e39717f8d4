import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isAnyAlive, lastBeats, startHeartbeat } from '../../sync-server/heartbeat.ts'
import { BackupWorld, epochOf } from '../backup-world.ts'
import { startTestStack, type TestStack } from '../stack.ts'

/** Only a real CouchDB is shared by several processes; the embedded one belongs to one and is locked by it. */
const onRealCouch = process.env.COUCHDB_URL
  ? 'a server on a real CouchDB says that it runs'
  : 'a server on a real CouchDB says that it runs (left out: COUCHDB_URL is not set, and the embedded CouchDB is locked instead)'

describe.skipIf(!process.env.COUCHDB_URL)(onRealCouch, () => {
  let world: BackupWorld
  let database: string
  beforeAll(async () => {
    world = await BackupWorld.start()
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    // Other servers say it in the usual place.
    database = `thu-${randomBytes(5).toString('hex')}`
    await world.nano.db.create(database)
    return () => world.nano.db.destroy(database)
  })

  test('one that goes on is noticed, though it is slow', async () => {
    const stop = await startHeartbeat(world.nano, 'a', database, 50)
    expect(await isAnyAlive(world.nano, await lastBeats(world.nano, database), database)).toBe(true)
    await stop()
  })

  test('one that ended in order has left no word; one that was killed is not taken for running, and forgotten', async () => {
    await (
      await startHeartbeat(world.nano, 'a', database)
    )()
    expect((await lastBeats(world.nano, database)).size).toBe(0)
    const never = 2 ** 31 - 1
    const stop = await startHeartbeat(world.nano, 'a', database, never)
    const left = await lastBeats(world.nano, database)
    expect(left.size).toBe(1)
    expect(await isAnyAlive(world.nano, left, database, { every: 1, ms: 100 })).toBe(false)
    expect((await lastBeats(world.nano, database)).size).toBe(0)
    await stop()
  })

  test('one that starts while it is looked is noticed too', async () => {
    const stop = await startHeartbeat(world.nano, 'b', database)
    expect(await isAnyAlive(world.nano, new Map(), database)).toBe(true)
    await stop()
  })

  test('restore is refused beside a running server, and touches nothing', async () => {
    const folder = await world.saved()
    const epoch = await epochOf(world.nano, world.gates)
    const { code, err } = await restoreFrom(folder, world.stack)
    expect(code).toBe(1)
    expect(err).toMatch(/^Máy chủ đang chạy trên CouchDB http[^@]*\. Hãy tắt .* Chưa thay đổi gì\.$/m)
    expect(await epochOf(world.nano, world.gates)).toBe(epoch)
  })

  test('a whole server takes its word along when it stops', async () => {
    const other = await startTestStack()
    const word = `_local/server-${other.tools.writer.device.id}`
    const said = async () => (await lastBeats(world.nano)).has(word)
    expect(await said()).toBe(true)
    await other.stop()
    expect(await said()).toBe(false)
  })
})

const onEmbeddedCouch = process.env.COUCHDB_URL
  ? 'the embedded CouchDB is locked instead (left out: COUCHDB_URL is set)'
  : 'the embedded CouchDB is locked instead'

describe.skipIf(process.env.COUCHDB_URL)(onEmbeddedCouch, () => {
  test('a running server leaves no heartbeat there, and restore is refused by the lock and touches nothing', async () => {
    const world = await BackupWorld.start()
    const beats = await world.nano.request({ db: '_users', path: '_local_docs' }).catch(() => ({ rows: [] }))
    expect((beats as { rows: unknown[] }).rows).toEqual([])
    const folder = await world.saved()
    const epoch = await epochOf(world.nano, world.gates)
    const { code, err } = await restoreFrom(folder, world.stack)
    expect(code).toBe(1)
    expect(err).toMatch(/đang được một máy chủ khác dùng\. Hãy tắt máy chủ đó trước\.$/m)
    expect(await epochOf(world.nano, world.gates)).toBe(epoch)
    await world.stop()
  })
})

/** Runs `npm run restore` beside a running server. */
function restoreFrom(folder: string, { dataDir, unit }: TestStack): Promise<{ code: number; err: string }> {
  const file = new URL('../../sync-server/backup/restore-command.ts', import.meta.url).pathname
  const { PATH, COUCHDB_URL } = process.env
  const env = { PATH, ...(COUCHDB_URL && { COUCHDB_URL }), DATA_DIR: dataDir }
  const args = ['--import', 'tsx', file, '--from', folder, '--unit', unit]
  return new Promise((resolve) =>
    execFile(process.execPath, args, { env }, (problem, _out, err) =>
      resolve({ code: problem ? Number(problem.code) : 0, err })
    )
  )
}
