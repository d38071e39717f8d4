import type { Offence } from './offence.ts'
import type { SourceFile } from './source-files.ts'

export const maxLines = 300

/** Finds .ts, .svelte and .mjs files that are too long. There is no exception: nothing generated is committed, and data belongs in JSON. */
export function fileLength(files: readonly SourceFile[]): Offence[] {
  return files
    .filter(({ path }) => !path.endsWith('.css'))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }))
    .filter(({ lines }) => lines > maxLines)
    .map(({ path, lines }) => ({
      subject: path,
      message: `${path} has ${lines} lines, at most ${maxLines} are allowed: split it by responsibility, or move its data into a JSON file.`
    }))
}
