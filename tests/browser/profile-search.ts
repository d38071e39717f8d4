import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { blocksOfTable, recordsOfLog } from './leveldb.ts'

/** The files of the browser's profile that hold a text, in the ways in which browsers write text, also where they packed it. */
export async function filesWith(profile: string, text: string): Promise<string[]> {
  const ways = (['utf8', 'utf16le', 'latin1'] as const).map((way) => Buffer.from(text, way))
  const all = await readdir(profile, { recursive: true, withFileTypes: true })
  const files = all.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  const holding = await Promise.all(
    files.map(async (file) => {
      const contents = contentsOf(file, await readFile(file))
      return contents.some((bytes) => ways.some((way) => bytes.includes(way))) ? [file] : []
    })
  )
  return holding.flat()
}

/** A file as it lies there, and what a database has packed or cut in it. */
function contentsOf(file: string, bytes: Buffer): Buffer[] {
  if (file.endsWith('.ldb')) return [bytes, ...(blocksOfTable(bytes) ?? [])]
  return file.endsWith('.log') && file.includes(`leveldb${sep}`) ? [bytes, recordsOfLog(bytes)] : [bytes]
}
