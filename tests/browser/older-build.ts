import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appVersion } from '../../sync-server/health/app-version.ts'
import { build } from './server.ts'

/** An older build beside the present one. */
export interface OlderBuild {
  dir: string
  stop(): Promise<void>
}

/** When the older build was made, Unix ms. */
const olderTime = '1001'

/**
 * Copies the build as one of another version: its files have addresses of their own, so that no cache takes those of one
 * for the other's.
 */
export function olderBuild(version: string): OlderBuild {
  const dir = mkdtempSync(join(tmpdir(), 'so-tay-older-'))
  cpSync(build, dir, { recursive: true })
  const own = join(dir, '_app', 'older')
  renameSync(join(dir, '_app', 'immutable'), own)
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' }))
    if (/\.(gz|br)$/.test(name)) rmSync(join(dir, name))
  const moved = (text: string) => text.replaceAll('/_app/immutable/', '/_app/older/')
  const { version: built } = JSON.parse(readFileSync(join(dir, '_app', 'version.json'), 'utf8')) as {
    version: string
  }
  rewrite(join(dir, 'index.html'), (page) => {
    const [before, after] = [page, moved(page)].map((text) =>
      hashOf(/<script>([^]*?)<\/script>/.exec(text)![1]!)
    )
    const named = moved(page).replace(before!, after!)
    return named.replace(`data-build="${built}"`, `data-build="${olderTime}"`)
  })
  rewrite(join(dir, 'service-worker.js'), (worker) => moved(worker).replaceAll(built, olderTime))
  let named = 0
  for (const name of readdirSync(own, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.js'))
      rewrite(join(own, name), (script) => {
        if (script.includes(appVersion)) named++
        return script.replaceAll(appVersion, version)
      })
  if (named === 0) throw new Error('no script names the version')
  return { dir, stop: async () => rmSync(dir, { recursive: true, force: true }) }
}

function rewrite(file: string, change: (text: string) => string): void {
  const text = readFileSync(file, 'utf8')
  const changed = change(text)
  if (changed !== text) writeFileSync(file, changed)
}

const hashOf = (script: string) => createHash('sha256').update(script).digest('base64')
