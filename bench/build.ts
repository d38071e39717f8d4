import { spawnSync } from 'node:child_process'
import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { layRawPage } from './raw/raw-page.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Builds the app afresh, so that no figure is one of an older source.
 * @returns a copy of it, so that no later build changes what is being measured
 */
export async function buildApp(): Promise<string> {
  const built = spawnSync('npm', ['run', 'build', '--', '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8'
  })
  if (built.status !== 0) throw new Error(`the app does not build: ${built.stderr}`)
  const copy = await mkdtemp(join(tmpdir(), 'antt-bench-app-'))
  await cp(join(root, 'build'), copy, { recursive: true })
  await layRawPage(copy)
  return copy
}
