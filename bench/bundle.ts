import { firstScreen } from '../scripts/size.mjs'
import type { Bench } from './rounds.ts'
import { rounded } from './statistics.ts'

/** What the first screen loads, with RxDB in it, as `npm run check` bounds it. */
export async function bundle({ say }: Bench) {
  const { files, kb } = firstScreen()
  say(`  ${files.length} files`)
  return { firstScreenGzipKb: rounded(kb), files: files.length }
}
