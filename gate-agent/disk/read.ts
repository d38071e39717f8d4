import { readFileSync } from 'node:fs'

/** Returns what `replaceFile` wrote; null when there is no such file, or an empty one. @throws when it cannot be read */
export function readWritten(path: string): string | null {
  try {
    return readFileSync(path, 'utf8') || null
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw problem
  }
}
