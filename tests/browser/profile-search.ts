import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The files of the browser's profile that hold a text, in the two ways in which browsers write text. */
export async function filesWith(profile: string, text: string): Promise<string[]> {
  const ways = (['utf8', 'utf16le'] as const).map((way) => Buffer.from(text, way))
  const all = await readdir(profile, { recursive: true, withFileTypes: true })
  const files = all.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  const holding = await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file)
      return ways.some((way) => bytes.includes(way)) ? [file] : []
    })
  )
  return holding.flat()
}
