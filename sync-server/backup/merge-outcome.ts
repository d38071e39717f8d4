import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { BackupDocument, BackupEntry } from './backup-file.ts'
import { sessionsDatabase } from '../sessions/session-store.ts'
import { accountsDatabase, isOnPhones } from './scope.ts'

/** A document as the server has it; `doc` is null when it was deleted. */
export interface StoredDocument {
  rev: string
  doc: Record<string, unknown> | null
}

/**
 * The outcome of merging one backup entry: `add` and `erase` are written, `same` exists already, `gone` was deleted on the
 * server since and stays deleted, `differs` exists with other content and stays as it is on the server.
 */
export type MergeOutcome = 'add' | 'erase' | 'same' | 'gone' | 'differs'

/** Decides how an entry merges with the server: nothing there is overwritten, and nothing erased on either side comes back. */
export function mergeOutcome(
  database: string,
  line: Exclude<BackupEntry, { security: unknown }>,
  stored: StoredDocument | null
): MergeOutcome {
  if ('erased' in line) {
    if (stored && !stored.doc) return 'same'
    // An account or a phone's subscription may have been created again after it was deleted.
    return stored && !isOnPhones(database) ? 'differs' : 'erase'
  }
  if (!stored) return 'add'
  if (!stored.doc) return 'gone'
  // Design documents come from the running version, never from a backup.
  if (line.doc._id.startsWith('_design/')) return 'same'
  // The device has been here since, or not, as this server knows.
  if (database === sessionsDatabase) return 'same'
  const content = database === accountsDatabase ? rightsOf : contentOf
  return isDeepStrictEqual(content(line.doc), content(stored.doc)) ? 'same' : 'differs'
}

/** Compares accounts by name and the roles that they hold only: CouchDB rehashes a password at sign-in, and a newer password here is no loss. */
const rightsOf = ({ name, held, past = [] }: Partial<BackupDocument>) => ({ name, held, past })

/** Compares everything but the revision and the carrier (`via`). */
function contentOf({ _rev, _attachments, ...fields }: Partial<BackupDocument>) {
  const files = Object.entries(_attachments ?? {}).map(([name, file]) => [name, digestOf(file)])
  return { ...fields, via: null, files: Object.fromEntries(files) }
}

/** Returns CouchDB's digest of an attachment. Valid for types that CouchDB does not compress, such as those of photos. */
function digestOf({ data, digest }: { data?: unknown; digest?: unknown }) {
  if (typeof data !== 'string') return digest
  return `md5-${createHash('md5').update(Buffer.from(data, 'base64')).digest('base64')}`
}
