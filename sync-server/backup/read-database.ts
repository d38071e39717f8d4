import type { ServerScope } from 'nano'
import { nullIfMissing } from '../provision/apply.ts'
import type { BackupDocument, BackupEntry } from './backup-file.ts'
import { accountsDatabase, isKept, keepsErased } from './scope.ts'

/** Documents per request: a fact has at most 64 KB, and attachments are fetched one by one. */
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
 * Reads a database as entries, page by page along its changes feed to the end. The result is a consistent snapshot even
 * while others write: facts never change, and one deleted after its page was read appears again as deleted.
 * @returns the sequence of that snapshot
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
      if (deleted && keepsErased(name, unit)) yield { erased: id }
    }
    since = String(last_seq)
    if (results.length >= page) continue
    yield* designsOf(server, name, unit)
    return since
  }
}

/** Yields design documents last, so that a restore is not validated fact by fact. */
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
    // Deleted after this page was read: the feed reports that later.
    if (bytes === null) return
    const data = Buffer.from(bytes)
    if (data.length !== length)
      throw new Error(`${name}/${doc._id}/${file}: ${data.length} of ${length} bytes`)
    doc._attachments = { ...doc._attachments, [file]: { content_type, data: data.toString('base64') } }
  }
  yield { doc }
}
