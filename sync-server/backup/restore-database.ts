import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { ServerScope } from 'nano'
import { applyStep, nullIfMissing } from '../provision/apply.ts'
import { dropCheckpoint } from '../push/subscriptions.ts'
import type { BackupDocument, BackupEntry } from './backup-file.ts'
import { mergeOutcome, type StoredDocument, type MergeOutcome } from './merge-outcome.ts'
import { isKept, isOnPhones, keepsErased } from './scope.ts'

/** Result of restoring one database; counts by outcome. */
export interface Restored {
  name: string
  /** True when it did not exist or an earlier restore of it was cut short. */
  fresh: boolean
  counts: Record<MergeOutcome, number>
  /** Ids of documents that differ from the backup and stay as they are. */
  differing: string[]
  /** True when its `_security` differs from the backup's and stays as it is. */
  otherReaders: boolean
  /** Restored accounts whose password only Apache CouchDB can verify; the embedded one knows SHA-1 only. */
  beyondSha1: string[]
}

type Written = Exclude<BackupEntry, { security: unknown }>

/** Most entries, and characters, per write. */
const most = { lines: 200, characters: 4_000_000 }
/** Number of retries of an entry after a concurrent write to its document. */
const patience = 5

/**
 * Merges a database's entries with what the server has. A new database opens to its readers only when all its documents
 * are written. The epoch is written last: phones then read from the start, and a restore that was cut short has left no
 * epoch, so it starts over.
 */
export async function restoreDatabase(
  server: ServerScope,
  name: string,
  lines: AsyncIterable<BackupEntry>,
  unit: string | null,
  now: number
): Promise<Restored> {
  const there = await nullIfMissing(server.db.get(name))
  if (!there) await applyStep(server, { do: 'create', database: name }, now)
  const epoch = isOnPhones(name) ? await nullIfMissing(server.use(name).get('epoch')) : null
  const fresh = isOnPhones(name) ? !epoch : !there
  const counts = { add: 0, erase: 0, same: 0, gone: 0, differs: 0 }
  const restored: Restored = { name, fresh, counts, differing: [], otherReaders: false, beyondSha1: [] }
  let security: unknown = null
  let batch: Written[] = []
  let characters = 0
  const bring = async () => {
    await bringLines(server, restored, batch)
    batch = []
    characters = 0
  }
  for await (const line of lines) {
    if ('security' in line) {
      security = line.security
      continue
    }
    if ('doc' in line ? !isKept(name, line.doc, unit) : !keepsErased(name, unit)) continue
    batch.push(line)
    characters += JSON.stringify(line).length
    if (batch.length >= most.lines || characters >= most.characters) await bring()
  }
  await bring()
  if (security !== null) restored.otherReaders = await secure(server, name, security, fresh)
  if (fresh) await dropCheckpoint(server, name)
  if (isOnPhones(name)) await newEpoch(server, name, now)
  return restored
}

/** Restores `_security` of a fresh database; leaves that of another alone. @returns whether it differs from the backup's */
async function secure(server: ServerScope, database: string, security: unknown, fresh: boolean) {
  if (fresh) {
    await applyStep(server, { do: 'secure', database, security: security as never }, 0)
    return false
  }
  return !isDeepStrictEqual(await server.request({ db: database, path: '_security' }), security)
}

async function bringLines(server: ServerScope, restored: Restored, lines: readonly Written[]) {
  // A document deleted during the backup appears twice; the later entry counts.
  let left = [...new Map(lines.map((line) => [idOf(line), line])).values()]
  for (let again = 0; left.length > 0; again++) {
    if (again > patience) throw new Error(`${restored.name}: somebody keeps writing ${idOf(left[0]!)}`)
    const standing = await standingOf(server, restored.name, left.map(idOf))
    const judged = left.map((line) => {
      const id = idOf(line)
      return { id, line, verdict: mergeOutcome(restored.name, line, standing.get(id) ?? null) }
    })
    const writes = judged.filter(({ verdict }) => verdict === 'add' || verdict === 'erase')
    const docs = writes.map(({ id, line }) => documentOf(line, standing.get(id)?.rev))
    const overtaken = await write(server, restored.name, docs)
    for (const { id, line, verdict } of judged) {
      if (overtaken.has(id)) continue
      restored.counts[verdict]++
      if (verdict === 'differs') restored.differing.push(id)
      if (verdict === 'add' && 'doc' in line && isBeyondSha1(line.doc)) restored.beyondSha1.push(id)
    }
    left = left.filter((line) => overtaken.has(idOf(line)))
  }
}

const isBeyondSha1 = ({ pbkdf2_prf = 'sha' }: BackupDocument) => pbkdf2_prf !== 'sha'

const idOf = (line: Written) => ('doc' in line ? line.doc._id : line.erased)

function documentOf(line: Written, rev: string | undefined) {
  if ('doc' in line) return line.doc
  return { _id: line.erased, ...(rev && { _rev: rev }), _deleted: true }
}

async function standingOf(
  server: ServerScope,
  name: string,
  keys: string[]
): Promise<Map<string, StoredDocument>> {
  const { rows } = await server.use<Record<string, unknown>>(name).fetch({ keys })
  const standing = new Map<string, StoredDocument>()
  for (const row of rows)
    if ('value' in row && row.value)
      standing.set(row.key, {
        rev: row.value.rev,
        doc: (row.doc as StoredDocument['doc'] | undefined) ?? null
      })
  return standing
}

/** Writes documents. @returns the ids that lost to a concurrent write (conflict) */
async function write(server: ServerScope, name: string, docs: object[]): Promise<Set<string>> {
  if (docs.length === 0) return new Set()
  const rows = (await server.use(name).bulk({ docs })) as { id: string; error?: string; reason?: string }[]
  const refused = rows.find(({ error }) => error && error !== 'conflict')
  if (refused) throw new Error(`${name}/${refused.id}: ${refused.error} ${refused.reason}`)
  return new Set(rows.filter(({ error }) => error).map(({ id }) => id))
}

async function newEpoch(server: ServerScope, name: string, now: number) {
  const epoch = await nullIfMissing(server.use(name).get('epoch'))
  const at = new Date(now).toISOString()
  const document = { _id: 'epoch', ...(epoch && { _rev: epoch._rev }), value: randomUUID(), at }
  await server.use(name).insert(document as never)
}
