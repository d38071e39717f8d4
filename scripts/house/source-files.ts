import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file of the tree; `path` is relative to its root, with `/`. */
export interface SourceFile {
  path: string
  text: string
}

const areas = ['src', 'sync-server', 'gate-agent', 'scripts', 'tests', 'bench']
const source = /\.(?:ts|svelte|css|mjs)$/
/** Violations on purpose, for the tests of the import rules. */
const planted = 'tests/boundaries/planted'

/** Reads each source file (.ts, .svelte, .css, .mjs) below the areas of a tree. */
export function sourceFiles(root: string): SourceFile[] {
  return areas.flatMap((area) => filesBelow(root, area)).sort((a, b) => (a.path < b.path ? -1 : 1))
}

function filesBelow(root: string, folder: string): SourceFile[] {
  return entriesOf(join(root, folder)).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return path === planted ? [] : filesBelow(root, path)
    return source.test(path) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : []
  })
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
