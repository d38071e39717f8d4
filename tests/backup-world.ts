import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServerScope } from 'nano'
import { backUp } from '../sync-server/backup/backup.ts'
import { checkBackup } from '../sync-server/backup/manifest.ts'
import { restoreBackup } from '../sync-server/backup/restore-backup.ts'
import { databasesToKeep } from '../sync-server/backup/scope.ts'
import { asDocument, type TestDevice } from './facts.ts'
import { startTestStack, type TestAccount, type TestStack } from './stack.ts'

/** A server with one unit, and a folder for its backups. */
export class BackupWorld {
  readonly to = mkdtempSync(join(tmpdir(), 'antt-luu-'))
  /** Each backup is a second later than the one before: no two bear one name. */
  #clock = Date.now()
  private constructor(readonly stack: TestStack) {}

  static async start(): Promise<BackupWorld> {
    return new BackupWorld(await startTestStack())
  }

  async stop(): Promise<void> {
    await this.stack.stop()
    rmSync(this.to, { recursive: true })
  }

  get gates() {
    return this.stack.database('gates')
  }

  get nano() {
    return this.stack.couch.nano
  }

  documents(name = this.gates) {
    return this.nano.use<Record<string, unknown>>(name)
  }

  /** A note in a gate's log, as a phone brings it. */
  async write(who: TestAccount, device: TestDevice) {
    const note = device.note(this.stack.unit)
    const answer = await who.post(`/${this.gates}/_bulk_docs`, { docs: [asDocument(note)] })
    const rows = (await answer.json()) as { ok?: boolean }[]
    if (!rows[0]?.ok) throw new Error(JSON.stringify(rows))
    return note
  }

  /** As admin. */
  async erase(id: string): Promise<void> {
    await this.documents().destroy(id, (await this.documents().get(id))._rev)
  }

  /** @returns the backup's folder */
  async saved(names?: readonly string[], unit: string | null = this.stack.unit): Promise<string> {
    const all = names ?? databasesToKeep(await this.nano.db.list(), unit)
    const { folder } = await backUp(
      { names: all, unit, to: this.to },
      this.stack.couch,
      (this.#clock += 1000)
    )
    return folder
  }

  /** The unit alone, whatever else the backup holds. */
  async restored(folder: string, { couch, tools, dataDir }: TestStack = this.stack) {
    return restoreBackup(folder, await checkBackup(folder), this.stack.unit, { ...tools, couch, dataDir })
  }

  /** All that a server holds of the unit, by database. */
  async everything({ couch }: TestStack = this.stack) {
    const contents = (await booksOf(couch.nano, this.stack.unit)).map(async (name) => {
      const there = await contentsOf(couch.nano, name)
      return [name, { ...there, deleted: await deletedIn(couch.nano, name) }] as const
    })
    return Object.fromEntries(await Promise.all(contents))
  }
}

/** Everything a database holds that is to come back, document by document with the bytes that hang there. */
export async function contentsOf(server: ServerScope, name: string) {
  const path = '_all_docs'
  const { rows } = (await server.request({
    db: name,
    path,
    qs: { include_docs: true }
  })) as { rows: { id: string; doc: Record<string, unknown> }[] }
  const documents: Record<string, unknown> = {}
  for (const { id, doc } of rows) {
    const { _rev, _attachments, ...fields } = doc
    if (id !== 'epoch') documents[id] = { ...fields, files: await filesOf(server, name, id, _attachments) }
  }
  return { documents, security: await server.request({ db: name, path: '_security' }) }
}

async function filesOf(server: ServerScope, name: string, id: string, attachments: unknown) {
  const files: Record<string, string> = {}
  for (const file of Object.keys(attachments ?? {}))
    files[file] = Buffer.from(await server.use(name).attachment.get(id, file)).toString('base64')
  return files
}

/** The ids that were deleted in a database. */
export async function deletedIn(server: ServerScope, name: string): Promise<string[]> {
  const { results } = (await server.request({ db: name, path: '_changes' })) as {
    results: { id: string; deleted?: true }[]
  }
  return results.flatMap(({ id, deleted }) => (deleted ? [id] : [])).sort()
}

export async function epochOf(server: ServerScope, name: string): Promise<string> {
  return ((await server.use(name).get('epoch')) as unknown as { value: string }).value
}

/** The databases of a unit on that server. */
export async function booksOf(server: ServerScope, unit: string): Promise<string[]> {
  return databasesToKeep(await server.db.list(), unit).filter((name) => name !== '_users')
}

/** As a disk does that broke: a unit's databases are gone. */
export async function loseBooks(server: ServerScope, unit: string): Promise<void> {
  for (const name of await booksOf(server, unit)) await server.db.destroy(name)
}

/** As if an account had never been; a deleted one would stay deleted. Only CouchDB can. */
export const loseAccount = ({ couch }: TestStack, account: string): Promise<void> =>
  loseDocument(couch.nano, '_users', `org.couchdb.user:${account}`)

/** As if a document had never been. Only CouchDB can. */
export async function loseDocument(nano: ServerScope, db: string, id: string): Promise<void> {
  const { _rev } = await nano.use(db).get(id)
  await nano.request({ db, path: '_purge', method: 'post', body: { [id]: [_rev] } })
}
