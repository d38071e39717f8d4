import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { historyBuild } from '../bundle.ts'
import { sabotages } from './sabotages.ts'

const file = new URL('digest.txt', import.meta.url)

/**
 * Digests what a run of all sabotages depends on: the code of a history as it is built, so that comments and layout do
 * not count, and the sabotages themselves. Hexadecimal SHA-256.
 */
export async function digest(): Promise<string> {
  const { outputFiles } = await build({
    ...historyBuild,
    write: false,
    minifyWhitespace: true,
    legalComments: 'none'
  })
  return createHash('sha256').update(outputFiles[0]!.contents).update(JSON.stringify(sabotages)).digest('hex')
}

/** Returns the digest of the last run that caught every sabotage. */
export function keptDigest(): string {
  return readFileSync(file, 'utf8').trim()
}

export function keepDigest(digest: string) {
  writeFileSync(file, `${digest}\n`)
}
