/**
 * `node --import tsx scripts/house/main.ts RULE… [--root DIR]`: checks the rules of the house. Ends with 1 and one line
 * each where the tree breaks one.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { comments } from './comments.ts'
import { exportNames } from './export-names.ts'
import { fileLength } from './file-length.ts'
import { folderSize } from './folder-size.ts'
import { imports } from './imports.ts'
import type { Offence } from './offence.ts'
import { sourceFiles } from './source-files.ts'
import { svelteTypes } from './svelte-types.ts'
import { unused } from './unused.ts'

const rules: Record<string, (root: string) => Offence[] | Promise<Offence[]>> = {
  folders: (root) => folderSize(sourceFiles(root)),
  lengths: (root) => fileLength(sourceFiles(root)),
  names: (root) => exportNames(sourceFiles(root)),
  comments: (root) => comments(sourceFiles(root)),
  components: (root) => svelteTypes(sourceFiles(root)),
  imports,
  unused
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { root: { type: 'string' } } })
const root = values.root ?? fileURLToPath(new URL('../..', import.meta.url))

for (const name of positionals.length > 0 ? positionals : Object.keys(rules)) {
  const rule = rules[name]
  if (!rule) throw new Error(`no rule ${name}: ${Object.keys(rules).join(', ')}`)
  const complaints = new Set((await rule(root)).map(({ message }) => message))
  if (complaints.size > 0) process.exitCode = 1
  for (const complaint of complaints) console.log(complaint)
}
