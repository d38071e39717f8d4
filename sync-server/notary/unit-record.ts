import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Finding } from '#lib/domain/notary/flags.ts'
import { emptyLedger, type Ledger } from '#lib/domain/notary/ledger.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { ReadUntil } from '../changes.ts'

/** Holds what the notary knows about a database and its records so far. */
interface DatabaseRecord {
  checkpoint: ReadUntil | null
  ledger: Ledger
  /** Lists what was found, as kind and id: reading everything anew tells none of it twice. */
  found: string[]
  /** When it was last read from its start, Unix ms; 0: never. */
  wholeAt: number
}

/** Holds what the notary of this server knows about a unit; it lies in a file, and without it everything is read again. */
export interface UnitRecord {
  version: 2
  databases: Record<string, DatabaseRecord>
  /** By book, the numbers that two records may share. */
  suspects: Partial<Record<Book, string[]>>
  /** Found, and not told yet, by device and kind. */
  found: Record<string, Finding>
  /** The flags that nobody has settled. */
  open: string[]
}

const folder = 'notary'
const fileOf = (dataDir: string, unit: string) => join(dataDir, folder, `${unit}.json`)

/** Reads a unit's record; an empty one where there is none, or none that this build can read. */
export async function readRecord(dataDir: string, unit: string): Promise<UnitRecord> {
  const text = await readFile(fileOf(dataDir, unit), 'utf8').catch(() => '{}')
  const known = parsed(text)
  return known?.version === 2 ? known : { version: 2, databases: {}, suspects: {}, found: {}, open: [] }
}

function parsed(text: string): UnitRecord | null {
  try {
    return JSON.parse(text) as UnitRecord
  } catch {
    return null
  }
}

/** Writes a unit's record, whole or not at all, in a file of mode 0600. */
export async function writeRecord(dataDir: string, unit: string, record: UnitRecord): Promise<void> {
  const file = fileOf(dataDir, unit)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(`${file}.new`, JSON.stringify(record), { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** Returns the record of a database, begun where there is none. */
export function databaseRecord({ databases }: UnitRecord, name: string): DatabaseRecord {
  return (databases[name] ??= { checkpoint: null, ledger: emptyLedger(), found: [], wholeAt: 0 })
}
