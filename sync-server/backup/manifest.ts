import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { OperatorError } from '../server-config.ts'
import { countEntries, sha256OfFile } from './backup-file.ts'
import { belongsTo } from './scope.ts'

/** Version of the format; a newer backup is refused. */
export const manifestVersion = 1
export const manifestKind = 'so-tay-antt-backup'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const keptDatabase = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[a-z_][a-z0-9_-]*$/)),
  documents: count,
  erased: count,
  /** The sequence up to which its changes were read: the file holds everything up to there and nothing after it. */
  seq: v.string(),
  sha256: hex
})
const manifest = v.strictObject({
  kind: v.literal(manifestKind),
  version: v.literal(manifestVersion),
  app: v.string(),
  couchdb: v.string(),
  at: v.string(),
  /** Null when the backup holds the whole server. */
  unit: v.nullable(v.string()),
  databases: v.array(keptDatabase),
  /** The units' root keys, sealed under the operator's passphrase; see `sealRoots`. */
  roots: v.optional(v.string()),
  /** SHA-256 of the JSON of all fields before it. */
  sha256: hex
})
export type BackupDatabase = v.InferOutput<typeof keptDatabase>
export type Manifest = v.InferOutput<typeof manifest>

export const manifestName = 'manifest.json'
/** Path of a database's file in a backup. */
export const fileOf = (folder: string, { name }: Pick<BackupDatabase, 'name'>) =>
  join(folder, `${name}.jsonl.gz`)

/** Returns the manifest as JSON, its own checksum last. */
export function manifestText(fields: Omit<Manifest, 'sha256'>): string {
  return `${JSON.stringify({ ...fields, sha256: sumOf(fields) }, null, 2)}\n`
}

/**
 * Verifies a backup by reading every byte of it; changes nothing.
 * @throws OperatorError when it is incomplete, not a backup of this app, or of a newer version
 */
export async function checkBackup(folder: string): Promise<Manifest> {
  const read = readManifest(folder)
  for (const database of read.databases) {
    const file = fileOf(folder, database)
    const sum = await sha256OfFile(file).catch((problem: NodeJS.ErrnoException) => {
      throw broken(`không đọc được ${file} (${problem.code})`, problem)
    })
    if (sum !== database.sha256) throw broken(`${file} đã bị cắt hoặc thay đổi`)
    const { documents, erased } = await countEntries(file).catch((problem: unknown) => {
      throw broken(`${file} không đọc được từng dòng`, problem)
    })
    if (documents !== database.documents || erased !== database.erased)
      throw broken(`${file} có ${documents} tài liệu, đáng lẽ ${database.documents}`)
  }
  return read
}

function readManifest(folder: string): Manifest {
  const file = join(folder, manifestName)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (problem) {
    throw new OperatorError(
      `Trong ${folder} không có bản sao lưu trọn vẹn: không đọc được ${manifestName}. Chưa thay đổi gì.`,
      { cause: problem }
    )
  }
  const told = parsed(text)
  if (told?.kind !== manifestKind)
    throw new OperatorError(`${file} không phải là bản sao lưu của Sổ tay ANTT. Chưa thay đổi gì.`)
  if (typeof told.version === 'number' && told.version > manifestVersion)
    throw new OperatorError(
      `Bản sao lưu ${folder} do phiên bản mới hơn (${String(told.app)}) tạo ra. Hãy cập nhật máy chủ rồi làm lại. Chưa thay đổi gì.`
    )
  const { sha256, ...fields } = told
  const checked = v.safeParse(manifest, told)
  if (!checked.success || sha256 !== sumOf(fields) || !checked.output.databases.every(isOurs))
    throw broken(`${file} đã bị cắt hoặc thay đổi`)
  return checked.output
}

const isOurs = ({ name }: BackupDatabase) => belongsTo(name, null)

function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown> | null
  } catch {
    return null
  }
}

const sumOf = (fields: object) => createHash('sha256').update(JSON.stringify(fields)).digest('hex')

const broken = (what: string, cause?: unknown) =>
  new OperatorError(`Bản sao lưu hỏng: ${what}. Chưa thay đổi gì.`, { cause })
