import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { BackupDocument, BackupEntry } from './backup-file.ts'
import { accountsDatabase, isOnPhones } from './scope.ts'

/** A document as the server has it; `doc` is null where it was deleted. */
export interface StoredDocument {
  rev: string
  doc: Record<string, unknown> | null
}

/**
 * What becomes of a line of a backup: `add` and `erase` are written, `same` is there, `gone` was deleted here since and
 * stays so, `differs` is there with other content and stays as it is here.
 */
export type MergeOutcome = 'add' | 'erase' | 'same' | 'gone' | 'differs'

/** What is on the server is never overwritten; what was erased, there or in the backup, does not come back. */
export function mergeOutcome(
  database: string,
  line: Exclude<BackupEntry, { security: unknown }>,
  stored: StoredDocument | null
): MergeOutcome {
  if ('erased' in line) {
    if (stored && !stored.doc) return 'same'
    // An account or a phone's subscription that was deleted once may have been made again.
    return stored && !isOnPhones(database) ? 'differs' : 'erase'
  }
  if (!stored) return 'add'
  if (!stored.doc) return 'gone'
  // The rule here is that of the version that runs here.
  if (line.doc._id.startsWith('_design/')) return 'same'
  const content = database === accountsDatabase ? rightsOf : contentOf
  return isDeepStrictEqual(content(line.doc), content(stored.doc)) ? 'same' : 'differs'
}

/** Of an account: CouchDB hashes a password anew when it is used, and one that is newer here is no loss. */
const rightsOf = ({ name, roles }: Partial<BackupDocument>) => ({ name, roles })

/** What is compared: not the revision, nor who carried it. */
function contentOf({ _rev, _attachments, ...fields }: Partial<BackupDocument>) {
  const files = Object.entries(_attachments ?? {}).map(([name, file]) => [name, digestOf(file)])
  return { ...fields, via: null, files: Object.fromEntries(files) }
}

/** As CouchDB tells it of types that it stores as they come, and parts of photos are of such a one. */
function digestOf({ data, digest }: { data?: unknown; digest?: unknown }) {
  if (typeof data !== 'string') return digest
  return `md5-${createHash('md5').update(Buffer.from(data, 'base64')).digest('base64')}`
}
