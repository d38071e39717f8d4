/**
 * `npm run sabotages [-- --changed] [-- TEXT]`: plays histories, none of which may break a law; then takes each guard of
 * the courier and the store out, one at a time, and plays them until the law it guards is seen broken. Ends with 1 when a
 * law is broken without a sabotage, or a sabotage goes unnoticed. A run of all that catches all writes its digest into
 * `digest.txt`, to be committed; `--changed` runs only when that digest is another. TEXT runs only the sabotages whose
 * names contain it.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { stop } from 'esbuild'
import { digest, keepDigest, keptDigest } from './digest.ts'
import { brokenAsItIs, sabotages } from './sabotages.ts'

interface Answer {
  broken: string[]
  problem?: string
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { changed: { type: 'boolean', default: false } }
})
const now = await digest()
if (values.changed && now === keptDigest()) {
  console.log('Sabotages: nothing they depend on has changed since all were caught.')
  process.exit(0)
}
const began = Date.now()
const outcome = positionals.length > 0 ? null : await brokenAsItIs()
await stop()
if (outcome) {
  console.error(`Seed ${outcome.seed} breaks “${outcome.broken!.law}” without any sabotage.`)
  process.exit(1)
}
const chosen = sabotages.filter(({ name }) => positionals.every((text) => name.includes(text)))
const waiting = [...chosen]
const unnoticed: string[] = []
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work))
const seconds = ((Date.now() - began) / 1000).toFixed(0)
console.log(
  `${chosen.length - unnoticed.length} sabotages caught, ${unnoticed.length} unnoticed, ${seconds} s`
)
if (unnoticed.length === 0 && chosen.length === sabotages.length && now !== keptDigest()) {
  keepDigest(now)
  console.log('Commit tests/simulate/sabotages/digest.txt.')
}
process.exit(unnoticed.length > 0 ? 1 : 0)

/** Lets one process of its own try sabotages until none waits. */
async function work() {
  const worker = fork(fileURLToPath(new URL('worker.ts', import.meta.url)))
  const ended = once(worker, 'exit').then(() => [{ broken: [], problem: 'its process has ended' }])
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    worker.send(next.name)
    const [{ broken, problem }] = (await Promise.race([once(worker, 'message'), ended])) as [Answer]
    const isCaught = broken.includes(next.law)
    console.log(`${isCaught ? 'caught   ' : 'UNNOTICED'} ${next.name}: breaks “${next.law}”`)
    if (isCaught) continue
    unnoticed.push(next.name)
    console.log(problem ?? `          broke only: ${broken.join(', ') || 'nothing'}`)
  }
  worker.disconnect()
  await ended
}
