import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import * as v from 'valibot'

/** A document without its revision; attachments are inlined as base64. */
export interface BackupDocument {
  _id: string
  _attachments?: Record<string, { content_type: string; data: string }>
  [field: string]: unknown
}

/** One entry (a JSON line) of a database's file: first its `_security`, then its documents and the ids of deleted ones. */
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

/** Writes entries to a new gzip file of mode 0600 and flushes it to the disk. @returns the counts and the file's SHA-256 (hex) */
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

/** Reads the entries of a file. @throws when it is not gzip, or a line is cut or malformed */
export async function* readBackupFile(file: string): AsyncGenerator<BackupEntry> {
  const text = createGunzip().setEncoding('utf8')
  // A broken file also ends `text` with an error, and the loop below throws it.
  pipeline(createReadStream(file), text).catch(() => {})
  let rest = ''
  for await (const chunk of text as AsyncIterable<string>) {
    const whole = (rest + chunk).split('\n')
    rest = whole.pop()!
    for (const line of whole) yield v.parse(lineShape, JSON.parse(line)) as BackupEntry
  }
  if (rest !== '') throw new Error('the last line is cut')
}

/** Counts the entries of a file. */
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
