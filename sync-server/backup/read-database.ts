import type { ServerScope } from 'nano'
import { nullIfMissing } from '../provision/apply.ts'
import type { BackupDocument, BackupEntry } from './backup-file.ts'
import { accountsDatabase, isKept } from './scope.ts'

/** Documents asked for at a time: a fact has 64 KB at most, and what hangs at a document is asked for by itself. */
const page = 200

interface Stored {
  _id: string
  _rev: string
  _attachments?: Record<string, { content_type: string; length: number }>
  [field: string]: unknown
}
interface Change {
  id: string
  deleted?: boolean
  doc?: Stored
}

/**
 * A database as lines, page by page along its feed of changes until nothing comes after: that is everything up to one
 * moment, whoever writes meanwhile, for no fact changes, and one that was deleted after its page follows as deleted.
 * @returns that moment's sequence
 */
export async function* readDatabase(
  server: ServerScope,
  name: string,
  unit: string | null
): AsyncGenerator<BackupEntry, string> {
  if (name !== accountsDatabase) yield { security: await server.request({ db: name, path: '_security' }) }
  for (let since = '0'; ;) {
    const qs = { since, limit: page, include_docs: true }
    const { results, last_seq } = (await server.request({ db: name, path: '_changes', qs })) as {
      results: Change[]
      last_seq: string | number
    }
    for (const { id, deleted, doc } of results) {
      if (id.startsWith('_design/')) continue
      if (!deleted && doc) yield* lineOf(server, name, doc, unit)
      // Of whose unit a deleted account was nobody can tell.
      if (deleted && (name !== accountsDatabase || unit === null)) yield { erased: id }
    }
    since = String(last_seq)
    if (results.length >= page) continue
    yield* designsOf(server, name, unit)
    return since
  }
}

/** Last, so that a restored database has its rules once its facts are there: they would be asked about each of them. */
async function* designsOf(
  server: ServerScope,
  name: string,
  unit: string | null
): AsyncGenerator<BackupEntry> {
  const wish = { startkey: '_design/', endkey: '_design0', include_docs: true }
  const { rows } = await server.use<Stored>(name).list(wish)
  for (const { doc } of rows) if (doc) yield* lineOf(server, name, doc as Stored, unit)
}

async function* lineOf(
  server: ServerScope,
  name: string,
  { _rev, _attachments, ...fields }: Stored,
  unit: string | null
): AsyncGenerator<BackupEntry> {
  if (!isKept(name, fields as BackupDocument, unit)) return
  const doc = { ...fields } as BackupDocument
  for (const [file, { content_type, length }] of Object.entries(_attachments ?? {})) {
    const bytes = await nullIfMissing(server.use(name).attachment.get(doc._id, file, { rev: _rev }))
    // Deleted since this page was read: the feed says so further on.
    if (bytes === null) return
    const data = Buffer.from(bytes)
    if (data.length !== length)
      throw new Error(`${name}/${doc._id}/${file}: ${data.length} of ${length} bytes`)
    doc._attachments = { ...doc._attachments, [file]: { content_type, data: data.toString('base64') } }
  }
  yield { doc }
}
