import { pbkdf2Sync, randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rootAccount, serverAccount } from '#lib/domain/roles.ts'
import { readBackupFile, type BackupEntry } from '../../../sync-server/backup/backup-file.ts'
import { fileOf } from '../../../sync-server/backup/manifest.ts'
import { restoreDatabase } from '../../../sync-server/backup/restore-database.ts'
import { databasesToKeep } from '../../../sync-server/backup/scope.ts'
import { factsIn } from '../../../sync-server/fact-writer.ts'
import { endedByHand } from '../../../sync-server/sessions/device-session.ts'
import { sessionsDatabase } from '../../../sync-server/sessions/session-store.ts'
import {
  BackupWorld,
  booksOf,
  contentsOf,
  deletedIn,
  epochOf,
  loseBooks,
  loseDocument
} from '../../backup-world.ts'
import { asDocument, TestDevice } from '../../facts.ts'
import { openSession, signedIn } from '../../devices/session.ts'
import { approve, startTestStack, type TestStack } from '../../stack.ts'
import { until } from '../../until.ts'

let world: BackupWorld
let stack: TestStack
beforeAll(async () => {
  world = await BackupWorld.start()
  stack = world.stack
})
afterAll(() => world.stop())

test('what is on the server stays: new facts, other content, a new password; what was erased since stays erased', async () => {
  const [keeper, leaver] = [await stack.account('keeper'), await stack.account('keeper')]
  const device = keeper.device
  const [same, changed, goneSince, goneBefore] = [
    await world.write(keeper, device),
    await world.write(keeper, device),
    await world.write(keeper, device),
    await world.write(keeper, device)
  ]
  await world.erase(goneBefore.id)
  const folder = await world.saved()
  const epoch = await epochOf(world.nano, world.gates)
  const fresh = await world.write(keeper, device)
  await world.erase(goneSince.id)
  const other = { ...(await world.documents().get(changed.id)), body: { what: 'opened' } }
  await world.documents().insert(other as never)
  const carried = { ...(await world.documents().get(same.id)), via: leaver.name }
  await world.documents().insert(carried as never)
  // A phone that had not heard of it brought it again.
  await world.documents().insert(asDocument(goneBefore) as never)
  const users = world.nano.use<Record<string, unknown>>('_users')
  const account = await users.get(`org.couchdb.user:${keeper.name}`)
  await users.insert({ ...account, password: 'mật khẩu mới' } as never)
  const left = `org.couchdb.user:${leaver.name}`
  await users.destroy(left, (await users.get(left))._rev)

  const { databases: report } = await world.restored(folder)
  const { documents: now } = await contentsOf(world.nano, world.gates)
  expect(Object.keys(now)).toEqual(expect.arrayContaining([same.id, changed.id, fresh.id]))
  expect(now[changed.id]).toMatchObject({ body: { what: 'opened' } })
  expect(now[same.id]).toMatchObject({ via: leaver.name })
  expect(await deletedIn(world.nano, world.gates)).toEqual(
    expect.arrayContaining([goneSince.id, goneBefore.id])
  )
  expect(report.find(({ name }) => name === world.gates)).toMatchObject({
    fresh: false,
    differing: [changed.id],
    counts: { add: 0, erase: 1, gone: 1, differs: 1 }
  })
  const accounts = report.find(({ name }) => name === '_users')!
  expect(accounts).toMatchObject({ differing: [], counts: { gone: 1 } })
  await signedIn(stack.url, keeper.name, 'mật khẩu mới')
  await expect(signedIn(stack.url, keeper.name, keeper.password)).rejects.toThrow('401')
  await expect(signedIn(stack.url, leaver.name, leaver.password)).rejects.toThrow('401')
  expect(await epochOf(world.nano, world.gates)).not.toBe(epoch)
  // So that the end of this file finds it.
  await users.insert({ _id: left, name: leaver.name, type: 'user', roles: [] } as never)
})

test('each database that came back has a new epoch, and no other', async () => {
  const other = await stack.anotherUnit()
  const { nano } = world
  const names = [...(await booksOf(nano, stack.unit)), ...(await booksOf(nano, other))]
  const epochs = async () => Promise.all(names.map((name) => epochOf(nano, name)))
  const folder = await world.saved(
    [...new Set([...databasesToKeep(await nano.db.list(), stack.unit), ...names])],
    null
  )
  const before = await epochs()
  await world.restored(folder)
  const after = await epochs()
  const same = names.filter((_, i) => after[i] === before[i])
  expect(same).toEqual(names.filter((name) => name.startsWith(`antt-${other}-`)))
})

test('a restore that breaks off is no whole database yet and lets nobody in; run again it finishes', async () => {
  const keeper = await stack.account('keeper')
  const device = keeper.device
  const notes = Array.from({ length: 300 }, () => asDocument(device.note(stack.unit)))
  await world.documents().bulk({ docs: notes } as never)
  const folder = await world.saved()
  const before = await contentsOf(world.nano, world.gates)
  const linesOf = (name: string) => readBackupFile(fileOf(folder, { name }))
  async function* cut(): AsyncGenerator<BackupEntry> {
    let count = 0
    for await (const line of linesOf(world.gates)) {
      if (++count > 250) throw new Error('cut')
      yield line
    }
  }
  const other = await startTestStack()
  try {
    const { nano, embedded } = other.couch
    if (!embedded) await nano.db.destroy(world.gates)
    await restoreDatabase(nano, '_users', linesOf('_users'), stack.unit, Date.now())
    const directory = stack.database('directory')
    await restoreDatabase(nano, directory, linesOf(directory), stack.unit, Date.now())
    await expect(restoreDatabase(nano, world.gates, cut(), stack.unit, Date.now())).rejects.toThrow('cut')
    expect(Object.keys((await contentsOf(nano, world.gates)).documents).length).toBeGreaterThan(100)
    await expect(epochOf(nano, world.gates)).rejects.toMatchObject({ statusCode: 404 })
    await approve(other, device.enrolment(stack.unit))
    const phone = await openSession(other.url, device)
    expect(phone.state).toBe('approved')
    const read = async () => (await phone.db(`/${world.gates}/_all_docs?limit=1`)).status
    expect([403, 404]).toContain(await read())

    const again = await restoreDatabase(nano, world.gates, linesOf(world.gates), stack.unit, Date.now())
    expect(again).toMatchObject({ fresh: true, differing: [] })
    expect(await contentsOf(nano, world.gates)).toEqual(before)
    await epochOf(nano, world.gates)
    expect(await read()).toBe(200)
  } finally {
    await other.stop()
  }
})

test('readers that are others by now stay, and it is said', async () => {
  const { nano } = world
  const name = stack.database('reports')
  const path = '_security'
  const security = (await nano.request({ db: name, path })) as { members: object }
  async function* lines(): AsyncGenerator<BackupEntry> {
    yield { security: { ...security, members: { names: [], roles: [`${stack.unit}:keeper`] } } }
  }
  const report = await restoreDatabase(nano, name, lines(), null, Date.now())
  expect(report.otherReaders).toBe(true)
  expect(await nano.request({ db: name, path })).toEqual(security)
})

test('what two write at once is judged again', async () => {
  const device = new TestDevice('ai-do')
  const note = asDocument(device.note(stack.unit))
  const { nano } = world
  const use = (name: string) => {
    const documents = nano.use<Record<string, unknown>>(name)
    const bulk = async (wish: { docs: unknown[] }) => {
      // A phone is quicker.
      await documents.insert({ ...note, body: { what: 'opened' } } as never).catch(() => {})
      return documents.bulk(wish)
    }
    return { ...documents, bulk }
  }
  async function* lines(): AsyncGenerator<BackupEntry> {
    yield { doc: note }
  }
  const server = { ...nano, use } as never
  const report = await restoreDatabase(server, world.gates, lines(), null, Date.now())
  expect(report).toMatchObject({ counts: { add: 0, differs: 1 }, differing: [note._id] })
})

test('a database that was made anew is told to closed phones from its end', async () => {
  const { nano } = world
  const folder = await world.saved([world.gates])
  const made = await nano.db.create('push-subscriptions').then(
    () => true,
    () => false
  )
  const checkpoint = { _id: `checkpoint ${world.gates}`, seq: '999' }
  const kept = { _id: `checkpoint ${stack.database('duty')}`, seq: '7' }
  await nano.use('push-subscriptions').bulk({ docs: [checkpoint, kept] } as never)
  await nano.db.destroy(world.gates)
  await world.restored(folder)
  const { rows } = await nano.use('push-subscriptions').fetch({ keys: [checkpoint._id, kept._id] })
  expect(rows.map((row) => 'value' in row && !('deleted' in row.value))).toEqual([false, true])
  if (made) await nano.db.destroy('push-subscriptions')
  else
    await nano.use('push-subscriptions').destroy(kept._id, (rows[1] as { value: { rev: string } }).value.rev)
})

test('the server signs with a new key afterwards: numbers that its lost facts bear are not given twice', async () => {
  const folder = await world.saved()
  const write = { stream: `unit/${stack.unit}`, type: 'directory.unit-named' as const }
  await stack.tools.writer.write(stack.unit, 'directory', () => [
    { ...write, body: { name: 'Sau khi sao lưu', kind: 'xã' } }
  ])
  const lost = (await factsIn(world.nano, stack.database('directory'))).at(-1)!
  expect(lost.body).toMatchObject({ name: 'Sau khi sao lưu' })
  await loseBooks(world.nano, stack.unit)
  await world.restored(folder)
  const there = await factsIn(world.nano, stack.database('directory'))
  const fresh = there.filter(({ device }) => device !== lost.device).slice(-2)
  // The root, which did not change, certifies the new key.
  expect(fresh.map(({ by, type }) => [by, type])).toEqual([
    [rootAccount, 'directory.device-approved'],
    [serverAccount, 'directory.device-enrolled']
  ])
  expect(there.filter(({ device, n }) => device === lost.device && n === lost.n)).toEqual([])
  expect(readdirSync(stack.dataDir)).toEqual(
    expect.arrayContaining(['server-key.json', expect.stringMatching(/^server-key\.json\.until-/)])
  )
})

test('an account of the embedded server signs in on either; one that it cannot check is named', async () => {
  const name = `tk-${randomBytes(4).toString('hex')}`
  const salt = randomBytes(16).toString('hex')
  const account = (name: string, digest: string, length: number): BackupEntry => ({
    doc: {
      _id: `org.couchdb.user:${name}`,
      name,
      type: 'user',
      roles: [],
      held: [`${stack.unit}:keeper`],
      password_scheme: 'pbkdf2',
      ...(digest === 'sha1' ? {} : { pbkdf2_prf: digest }),
      iterations: 10_000,
      salt,
      derived_key: pbkdf2Sync('mật khẩu', salt, 10_000, length, digest).toString('hex')
    }
  })
  async function* lines() {
    yield account(name, 'sha1', 20)
    yield account(`${name}-2`, 'sha256', 32)
  }
  const { nano, embedded } = stack.couch
  const report = await restoreDatabase(nano, '_users', lines(), stack.unit, Date.now())
  expect(report.beyondSha1).toEqual([`org.couchdb.user:${name}-2`])
  expect((await signedIn(stack.url, name, 'mật khẩu')).roles).toEqual([`${stack.unit}:keeper`])
  const second = signedIn(stack.url, `${name}-2`, 'mật khẩu')
  if (embedded) await expect(second).rejects.toThrow('401')
  else await second
  const users = nano.use('_users')
  const remove = async (id: string) => users.destroy(id, (await users.get(id))._rev)
  for (const id of [name, `${name}-2`].map((name) => `org.couchdb.user:${name}`))
    // CouchDB writes an account anew after it signed in, to hash its password as it does itself.
    await until(() =>
      remove(id).then(
        () => true,
        () => false
      )
    )
})

test('a phone whose session was ended by hand proves the password on a new server; no other session goes along', async () => {
  const [lost, other] = [await stack.account('keeper'), await stack.account('keeper')]
  const { store } = stack
  const ending = { by: 'truong', on: other.device.id, at: 1 }
  await store.change(lost.name, lost.device.id, (known) => known && endedByHand(known, ending))
  const folder = await world.saved([sessionsDatabase], null)
  const lines = () => readBackupFile(fileOf(folder, { name: sessionsDatabase }))
  const kept: string[] = []
  for await (const line of lines()) if ('doc' in line) kept.push(line.doc._id)
  expect(kept).toContain(`${lost.name} ${lost.device.id}`)
  expect(kept).not.toContain(`${other.name} ${other.device.id}`)

  const server = await startTestStack()
  try {
    const { nano, embedded } = server.couch
    const restore = () => restoreDatabase(nano, sessionsDatabase, lines(), null, Date.now())
    if (!embedded) await loseDocument(nano, sessionsDatabase, `${lost.name} ${lost.device.id}`)
    expect((await restore()).counts).toMatchObject({ add: embedded ? kept.length : 1, differs: 0 })
    const there = server.store
    expect(await there.read(lost.name, lost.device.id)).toBeNull()
    await there.adopt()
    expect(await there.read(lost.name, lost.device.id)).toMatchObject({
      asksPassword: true,
      cookie: null,
      ending
    })
    await there.change(lost.name, lost.device.id, (known) => known && { ...known, provedAt: 5 })
    expect((await restore()).counts).toMatchObject({ add: 0, differs: 0 })
    expect(await there.read(lost.name, lost.device.id)).toMatchObject({ provedAt: 5 })
  } finally {
    await server.stop()
  }
})
