/**
 * `node --import tsx scripts/house/main.ts RULE… [--root DIR] [--list]`: checks the rules of the house. Ends with 1 and
 * one line each where the tree breaks one, or where `known.json` lists what no longer does. `--list` prints the known
 * offences as JSON instead, to begin that list anew.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { comments } from './comments.ts'
import { exportNames } from './export-names.ts'
import { fileLength } from './file-length.ts'
import { folderSize } from './folder-size.ts'
import { imports } from './imports.ts'
import { judge, type Known, type Offence } from './offence.ts'
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

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { root: { type: 'string' }, list: { type: 'boolean', default: false } }
})
const root = values.root ?? fileURLToPath(new URL('../..', import.meta.url))
const known = values.root ? {} : knownOffences()
const listed: Record<string, string[]> = {}

for (const name of positionals.length > 0 ? positionals : Object.keys(rules)) {
  const rule = rules[name]
  if (!rule) throw new Error(`no rule ${name}: ${Object.keys(rules).join(', ')}`)
  const offences = await rule(root)
  listed[name] = [...new Set(offences.map(({ subject }) => subject))].sort()
  if (values.list) continue
  const { complaints, known: left } = judge(name, offences, known)
  if (complaints.length > 0) process.exitCode = 1
  for (const complaint of complaints) console.log(complaint)
  if (left > 0) console.log(`${name}: ${left} known, see scripts/house/known.json`)
}
if (values.list) console.log(JSON.stringify(listed, null, 2))

function knownOffences(): Known {
  return JSON.parse(readFileSync(new URL('known.json', import.meta.url), 'utf8')) as Known
}
