import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { factsIn } from '../../../sync-server/fact-writer.ts'
import { BackupWorld, loseBooks } from '../../backup-world.ts'
import { openSession } from '../../devices/session.ts'
import { asDocument } from '../../facts.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { until } from '../../until.ts'

let world: BackupWorld
let stack: TestStack
beforeAll(async () => {
  world = await BackupWorld.start()
  stack = world.stack
})
afterAll(() => world.stop())

test('what decided about rights since the backup comes back with it: whoever was revoked stays out', async () => {
  const [commander, keeper] = [await stack.account('commander'), await stack.account('keeper')]
  const { id } = keeper.device
  const folder = await world.saved()
  const body = { device: id, reason: 'Mất máy', stands: [] }
  const place = [stack.unit, 'directory', 'directory.device-revoked', `device/${id}`] as const
  const revocation = commander.device.fact(...place, body)
  const docs = [asDocument(revocation)]
  await commander.post(`/${stack.database('directory')}/_bulk_docs`, { docs })
  await until(async () => (await openSession(stack.url, keeper.device)).state === 'barred')
  await loseBooks(world.nano, stack.unit)
  await world.restored(folder)
  const there = await factsIn(world.nano, stack.database('directory'))
  expect(there.map((fact) => fact.id)).toContain(revocation.id)
  expect((await openSession(stack.url, keeper.device)).state).toBe('barred')
  expect((await openSession(stack.url, commander.device)).state).toBe('approved')
})

test('with the root key and without the seal keys approved phones open sessions on a new machine', async () => {
  const keeper = await stack.account('keeper')
  const folder = await world.saved()
  const other = await startTestStack()
  try {
    if (!other.couch.embedded) await loseBooks(world.nano, stack.unit)
    const root = join('roots', `${stack.unit}.json`)
    cpSync(join(stack.dataDir, root), join(other.dataDir, root))
    await world.restored(folder, other)
    expect((await openSession(other.url, keeper.device)).state).toBe('approved')
  } finally {
    await other.stop()
  }
})
