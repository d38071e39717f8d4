import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Builds the app afresh, so that no figure is one of an older source. */
export function buildApp(): void {
  const cwd = fileURLToPath(new URL('..', import.meta.url))
  const { status, stderr } = spawnSync('npm', ['run', 'build', '--', '--logLevel', 'warn'], {
    cwd,
    encoding: 'utf8'
  })
  if (status !== 0) throw new Error(`the app does not build: ${stderr}`)
}
