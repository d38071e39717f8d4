import { dirname } from 'node:path/posix'
import type { Offence } from './offence.ts'
import type { SourceFile } from './source-files.ts'

export const maxFiles = 20

/**
 * Finds folders with more source files than a reader can survey. Tests beside the files they test do not count; below
 * `tests/`, where they are the source, they do.
 */
export function folderSize(files: readonly SourceFile[]): Offence[] {
  const counts = new Map<string, number>()
  for (const { path } of files) {
    if (/\.(?:test|spec)\.ts$/.test(path) && !path.startsWith('tests/')) continue
    const folder = dirname(path)
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [...counts]
    .filter(([, count]) => count > maxFiles)
    .map(([folder, count]) => ({
      subject: folder,
      message: `${folder} holds ${count} source files, at most ${maxFiles} are allowed: move those that belong together into a folder named after what they do.`
    }))
}
