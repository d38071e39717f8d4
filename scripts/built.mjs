// Tells whether the build is up to date. Without a dependency: `npm start` asks before anything is installed.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Everything the build is made from. */
const sources = [
  'src',
  'static',
  'scripts/entry-chunks.ts',
  'package.json',
  'package-lock.json',
  'svelte.config.js',
  'vite.config.ts',
  'tsconfig.json'
]

/** Returns true when `build/` is younger than all of its sources below `root`; tests beside them do not count. */
export function isBuilt(root) {
  const page = join(root, 'build/index.html')
  return (
    existsSync(page) && Math.max(...sources.map((name) => newest(join(root, name)))) < statSync(page).mtimeMs
  )
}

function newest(path) {
  if (!existsSync(path)) return 0
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return path.endsWith('.test.ts') ? 0 : mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}
