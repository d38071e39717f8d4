import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import * as v from 'valibot'

/** A document without its revision; what hangs at it is inside, as base64. */
export interface BackupDocument {
  _id: string
  _attachments?: Record<string, { content_type: string; data: string }>
  [field: string]: unknown
}

/** One line of a database's file: first who may read it, then its documents and the ids of those that were deleted. */
export type BackupEntry = { security: unknown } | { doc: BackupDocument } | { erased: string }

const lineShape = v.union([
  v.strictObject({ security: v.unknown() }),
  v.strictObject({ doc: v.looseObject({ _id: v.pipe(v.string(), v.minLength(1)) }) }),
  v.strictObject({ erased: v.pipe(v.string(), v.minLength(1)) })
])

export interface EntryCounts {
  documents: number
  erased: number
}

/** Writes a new gzip file that only its owner may read, line by line, down to the disk. @returns what it holds, and its SHA-256 */
export async function writeBackupFile(
  file: string,
  lines: AsyncIterable<BackupEntry>
): Promise<EntryCounts & { sha256: string }> {
  const counted = { documents: 0, erased: 0 }
  const hash = createHash('sha256')
  async function* texts() {
    for await (const line of lines) {
      count(counted, line)
      yield `${JSON.stringify(line)}\n`
    }
  }
  async function* hashed(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      yield chunk
    }
  }
  await pipeline(
    texts,
    createGzip(),
    hashed,
    createWriteStream(file, { mode: 0o600, flags: 'wx', flush: true })
  )
  return { ...counted, sha256: hash.digest('hex') }
}

/** @throws when the file is no gzip of whole lines */
export async function* readBackupFile(file: string): AsyncGenerator<BackupEntry> {
  const text = createGunzip().setEncoding('utf8')
  // What breaks in the file breaks the reading of `text`, where it is met.
  pipeline(createReadStream(file), text).catch(() => {})
  let rest = ''
  for await (const chunk of text as AsyncIterable<string>) {
    const whole = (rest + chunk).split('\n')
    rest = whole.pop()!
    for (const line of whole) yield v.parse(lineShape, JSON.parse(line)) as BackupEntry
  }
  if (rest !== '') throw new Error('the last line is cut')
}

/** What a file holds, counted anew. */
export async function countEntries(file: string): Promise<EntryCounts> {
  const counted = { documents: 0, erased: 0 }
  for await (const line of readBackupFile(file)) count(counted, line)
  return counted
}

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

function count(counted: EntryCounts, line: BackupEntry) {
  if ('doc' in line) counted.documents++
  if ('erased' in line) counted.erased++
}
