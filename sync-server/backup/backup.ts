import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  fsyncSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import type { ServerScope } from 'nano'
import { OperatorError } from '../server-config.ts'
import { appVersion } from '../health/app-version.ts'
import { writeBackupFile, type BackupEntry } from './backup-file.ts'
import {
  fileOf,
  manifestKind,
  manifestName,
  manifestText,
  manifestVersion,
  type BackupDatabase
} from './manifest.ts'
import { readDatabase } from './read-database.ts'
import { clearUnfinished, unfinishedName } from './unfinished.ts'

export interface BackupRequest {
  /** Names of the databases to copy. */
  names: readonly string[]
  /** Copies only this unit's accounts; null copies all. */
  unit: string | null
  /** The folder in which the backup's own folder is created. */
  to: string
  /** The sealed root keys, if any. */
  roots?: string | undefined
}

/**
 * Copies databases into a new folder, which gets its final name only when it is complete and on the disk.
 * @returns that folder, its databases, and how many unfinished backups of killed runs were removed
 */
export async function backUp(
  { names, unit, to, roots }: BackupRequest,
  { nano: server, version: couchdb }: { nano: ServerScope; version: string },
  now: number
): Promise<{ folder: string; databases: BackupDatabase[]; cleared: number }> {
  const at = new Date(now).toISOString()
  const name = ['antt', unit, at.replace(/[:.]/g, '-')].filter((part) => part !== null).join('-')
  demandFolder(to)
  const cleared = clearUnfinished(to)
  const unfinished = join(to, unfinishedName(name))
  makeFolder(unfinished)
  try {
    const databases: BackupDatabase[] = []
    for (const name of names) databases.push(await keep(server, name, unit, unfinished))
    const text = manifestText({
      kind: manifestKind,
      version: manifestVersion,
      app: appVersion,
      couchdb,
      at,
      unit,
      databases,
      ...(roots && { roots })
    })
    writeFileSync(join(unfinished, manifestName), text, { mode: 0o600, flag: 'wx', flush: true })
    toDisk(unfinished)
    const folder = join(to, name)
    renameSync(unfinished, folder)
    toDisk(to)
    return { folder, databases, cleared }
  } catch (problem) {
    rmSync(unfinished, { recursive: true, force: true })
    throw problem
  }
}

async function keep(
  server: ServerScope,
  name: string,
  unit: string | null,
  folder: string
): Promise<BackupDatabase> {
  let seq = ''
  async function* lines(): AsyncGenerator<BackupEntry> {
    seq = yield* readDatabase(server, name, unit)
  }
  const { documents, erased, sha256 } = await writeBackupFile(fileOf(folder, { name }), lines())
  return { name, documents, erased, seq, sha256 }
}

function demandFolder(to: string) {
  if (existsSync(to) && !statSync(to).isDirectory())
    throw new OperatorError(`${to} là một tệp, không phải thư mục. Hãy chọn thư mục khác.`)
}

function makeFolder(folder: string) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (problem) {
    const { code } = problem as NodeJS.ErrnoException
    throw new OperatorError(`Không ghi được vào thư mục ${folder} (${code}).`, { cause: problem })
  }
}

/** Flushes a folder: a rename survives a power cut only when its folder has been synced too. */
function toDisk(folder: string) {
  const open = openSync(folder, 'r')
  fsyncSync(open)
  closeSync(open)
}
