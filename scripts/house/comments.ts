import type { Offence } from './offence.ts'
import type { SourceFile } from './source-files.ts'

const product = /^(?:src|sync-server|gate-agent|scripts)\//
const opening = /^\s*(?:\/\/|\/?\*+|<!--)\s*(?:Who|Whoever|What|Whatever|Where|One that) [a-z]/

/** Finds comments of product code that open with a noun clause (“Who is refused …”), which reads as a translation. */
export function comments(files: readonly SourceFile[]): Offence[] {
  return files
    .filter(({ path }) => product.test(path) && !path.endsWith('.test.ts'))
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .map((line, index) => ({ line, number: index + 1 }))
        .filter(({ line }) => opening.test(line) && !line.trimEnd().endsWith('?'))
        .map(({ line, number }) => ({
          subject: `${path}: ${line.trim()}`,
          message: `${path}:${number} “${line.trim()}”: begin with a verb whose subject is the code (“Returns …”, “Retries …”).`
        }))
    )
}
