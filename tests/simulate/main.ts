/**
 * `npm run simulate -- --seeds N [--seed S] [--meetings] [--trace]`: plays N seeded histories of phones and a server from
 * seed S on, each with its own faults; with `--meetings` phones meet in each of them. Stops with exit code 1 at the first
 * history that breaks a law, and prints its seed, the law and the end of its trace.
 */
import { parseArgs } from 'node:util'
import { stop } from 'esbuild'
import { bundle, type Outcome } from './bundle.ts'
import { smallSizes } from './sizes.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    meetings: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false }
  }
})
const [count, first] = [values.seeds, values.seed].map(Number)
if (!Number.isSafeInteger(count) || !Number.isSafeInteger(first) || count! < 1) {
  console.error('npm run simulate -- --seeds N [--seed S] [--meetings] [--trace]')
  process.exit(2)
}

const tail = 60
const { history } = await bundle(smallSizes)
// Everything is built: the builder would keep this process alive.
await stop()
const began = Date.now()
const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`
for (let done = 0; done < count!; done++) {
  const outcome = await history(first! + done, [], values.meetings || undefined)
  if (values.trace) console.log(outcome.trace.join('\n'))
  if (outcome.broken) fail(outcome)
  if ((done + 1) % 100 === 0) console.log(`${done + 1} of ${count} histories, ${seconds()}`)
}
console.log(`${count} histories from seed ${first} on: every law held, ${seconds()}`)

function fail({ seed, broken, trace }: Outcome): never {
  console.error(trace.slice(-tail).join('\n'))
  console.error(`seed ${seed} breaks “${broken!.law}” after ${seconds()}: ${broken!.what}`)
  console.error(`npm run simulate -- --seeds 1 --seed ${seed}${values.meetings ? ' --meetings' : ''} --trace`)
  process.exit(1)
}
