import { courierWorker, firstScreen, notebook } from '../../scripts/size.mjs'
import type { Bench } from '../rounds.ts'
import { rounded } from '../statistics.ts'

/** Measures what signing in or the PIN's pad loads, and what an open notebook has loaded, RxDB with it, as `npm run check` bounds them. */
export async function bundle({ say }: Bench) {
  const { files, kb } = firstScreen()
  say(`  ${files.length} files`)
  return {
    firstScreenGzipKb: rounded(kb),
    notebookGzipKb: rounded(notebook().kb),
    workerGzipKb: rounded(courierWorker()),
    files: files.length
  }
}
