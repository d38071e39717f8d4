import { afterAll, beforeAll, expect, test } from 'vitest'
import { photoDatabase } from '#lib/domain/database-names.ts'
import { readBackupFile } from '../../../sync-server/backup/backup-file.ts'
import { checkBackup, fileOf } from '../../../sync-server/backup/manifest.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { rootAccount, serverAccount } from '#lib/domain/roles.ts'
import { BackupWorld, contentsOf, loseAccount, loseBooks } from '../../backup-world.ts'
import { asDocument } from '../../facts.ts'
import { partDocuments, someBytes } from '../../photo.ts'
import { askSession, openSession, signedIn } from '../../devices/session.ts'
import { approve, startTestStack, type TestStack } from '../../stack.ts'

let world: BackupWorld
let stack: TestStack
beforeAll(async () => {
  world = await BackupWorld.start()
  stack = world.stack
})
afterAll(() => world.stop())

test('a lost unit comes back byte for byte: documents, what hangs there, deletions, readers, rules and accounts', async () => {
  const keeper = await stack.account('keeper')
  const device = keeper.device
  const [, gone] = [await world.write(keeper, device), await world.write(keeper, device)]
  await world.erase(gone.id)
  const pictures = photoDatabase({ unit: stack.unit, place: 'pictures', at: Date.now() })
  const parts = partDocuments(someBytes(300_000), keeper.name)
  for (const part of parts) await keeper.post(`/${pictures}/_bulk_docs`, { docs: [part] })
  const before = await world.everything()
  expect(before[world.gates]!.deleted).toContain(gone.id)
  const folder = await world.saved()

  const other = await startTestStack()
  try {
    if (!stack.couch.embedded) {
      await loseBooks(other.couch.nano, stack.unit)
      await loseAccount(other, keeper.name)
    }
    await world.restored(folder, other)
    const after = await world.everything(other)
    // The server that it came back to introduces its root and its new key, and nothing else is new.
    const directory = after[stack.database('directory')]!.documents
    for (const id of Object.keys(directory))
      if (!(id in before[stack.database('directory')]!.documents)) {
        expect([rootAccount, serverAccount]).toContain((directory[id] as Envelope).by)
        delete directory[id]
      }
    // It has not the old one's seal key either, and its notary says so.
    const { documents: flags } = after[stack.database('private')]!
    for (const id of Object.keys(flags))
      if ((flags[id] as Envelope).type === 'private.flag-raised') delete flags[id]
    expect(after).toEqual(before)
    expect(Object.keys(after).length).toBeGreaterThan(8)

    // Its approval came from a root that this server does not have: it must be given again.
    expect((await askSession(other.url, device)).status).toBe(401)
    await approve(other, device.enrolment(stack.unit))
    const again = await openSession(other.url, device)
    expect(again.state).toBe('approved')
    expect(again.roles).toEqual([`${stack.unit}:keeper`])
    expect((await signedIn(other.url, keeper.name, keeper.password)).state).toBe('waiting')
    await expect(signedIn(other.url, keeper.name, 'sai')).rejects.toThrow('401')
    const bytes = await again.db(`/${pictures}/${parts[0]!._id}/bytes`)
    expect(Buffer.from(await bytes.arrayBuffer()).toString('base64')).toBe(
      parts[0]!._attachments['bytes']!.data
    )
    const forged = asDocument(device.note(stack.unit, { by: 'nguoi-khac' }))
    const held = await again.post(`/${world.gates}/_bulk_docs`, { docs: [forged] })
    expect(await held.json()).toMatchObject([{ error: 'held' }])
    expect((await fetch(`${other.url}/db/${world.gates}/_all_docs`)).status).toBe(401)
  } finally {
    await other.stop()
  }
})

test('taken while phones write, it is everything up to one moment and nothing after it', async () => {
  const keeper = await stack.account('keeper')
  const device = keeper.device
  const many = Array.from({ length: 420 }, () => asDocument(device.note(stack.unit)))
  await world.documents().bulk({ docs: many } as never)
  const saving = world.saved([world.gates])
  const state = { over: false }
  void saving.finally(() => (state.over = true))
  const writing = (async () => {
    do await world.write(keeper, device)
    while (!state.over)
  })()
  const folder = await saving
  await writing
  await world.write(keeper, device)

  const { seq, documents: count } = (await checkBackup(folder)).databases[0]!
  const ids: string[] = []
  for await (const line of readBackupFile(fileOf(folder, { name: world.gates })))
    if ('doc' in line) ids.push(line.doc._id)
  expect([ids.length, new Set(ids).size]).toEqual([count, count])
  expect(ids).toEqual(expect.arrayContaining(many.map(({ _id }) => _id)))
  const qs = { since: seq }
  const later = (await world.nano.request({ db: world.gates, path: '_changes', qs })) as {
    results: { id: string; deleted?: true }[]
  }
  const after = later.results.map(({ id }) => id)
  expect(after.length).toBeGreaterThan(0)
  const all = Object.keys((await contentsOf(world.nano, world.gates)).documents)
  expect([...ids, ...after].sort()).toEqual(all.sort())
})
