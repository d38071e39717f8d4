/**
 * `npm run check [-- --only NAME…] [-- --fix]`: runs all that must hold of every commit, two steps at a time, so that one
 * look shows everything. A step prints its output only when it fails, or `tells`.
 *
 * `--only NAME` (repeatable) runs these steps and what they need. `--fix` lets prettier and oxlint mend what they can, and
 * runs nothing else unless `--only` says so.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, fix: { type: 'boolean', default: false } }
})
const bin = (name) => `node_modules/.bin/${name}`
const house = (...rules) => `node --import tsx scripts/house/main.ts ${rules.join(' ')}`
// Prettier does not notice another version of its plugin: each has a cache of its own.
const plugin = JSON.parse(readFileSync('node_modules/prettier-plugin-svelte/package.json', 'utf8')).version
const cached = `--cache --cache-strategy content --cache-location node_modules/.cache/prettier/svelte-${plugin}`

/** The longest first, so that none runs alone at the end. `fixes`: rewrites files under `--fix`; `tells`: always prints. */
const steps = [
  { name: 'kit', about: 'generated types', command: `${bin('svelte-kit')} sync` },
  {
    name: 'app',
    about: 'types of the app',
    command: `${bin('svelte-check')} --tsconfig ./tsconfig.json --fail-on-warnings`,
    needs: ['kit']
  },
  { name: 'build', about: 'build', command: `${bin('vite')} build --logLevel warn`, needs: ['kit'] },
  {
    name: 'types',
    about: 'types of server, agent, scripts and tests',
    command: `${bin('tsc')} -p tsconfig.node.json`,
    needs: ['kit']
  },
  { name: 'imports', about: 'direction of imports', command: house('imports', 'components') },
  { name: 'unused', about: 'unused files, exports, packages', command: house('unused'), needs: ['kit'] },
  {
    name: 'lint',
    about: 'oxlint',
    command: `${bin('oxlint')} --deny-warnings${values.fix ? ' --fix' : ''}`,
    fixes: true
  },
  {
    name: 'format',
    about: 'prettier; npm run check -- --fix mends it',
    command: `${bin('prettier')} ${values.fix ? '--write' : '--check'} --log-level warn ${cached} .`,
    needs: values.fix ? ['lint'] : [],
    fixes: true
  },
  {
    name: 'house',
    about: 'folder sizes, file lengths, names, comments',
    command: house('folders', 'lengths', 'names', 'comments')
  },
  {
    name: 'size',
    about: 'size of the first screen',
    command: 'node scripts/size.mjs',
    needs: ['build'],
    tells: true
  }
]

const began = Date.now()
const waiting = chosen()
const running = new Map()
const failed = new Set()
const atOnce = Math.max(2, availableParallelism())
while (waiting.length + running.size > 0) {
  for (const step of waiting.filter(isReady).slice(0, atOnce - running.size)) begin(step)
  if (running.size > 0) await Promise.race(running.values())
}
console.log(`check: ${failed.size > 0 ? `${[...failed].join(', ')} failed` : 'all good'}, ${since(began)}`)
process.exit(failed.size > 0 ? 1 : 0)

/** Returns the steps to run in their order, those that they need included. */
function chosen() {
  const wanted =
    values.only ?? (values.fix ? steps.filter(({ fixes }) => fixes) : steps).map(({ name }) => name)
  const unknown = wanted.find((name) => !steps.some((step) => step.name === name))
  if (unknown) {
    console.error(`check has no step ${unknown}; it has ${steps.map(({ name }) => name).join(', ')}`)
    process.exit(2)
  }
  const all = new Set()
  const add = (name) => {
    const step = steps.find((one) => one.name === name)
    step.needs?.forEach(add)
    all.add(step)
  }
  wanted.forEach(add)
  return steps.filter((step) => all.has(step))
}

function isReady({ needs = [] }) {
  return !needs.some((name) => running.has(name) || waiting.some((step) => step.name === name))
}

/** Starts a step, or passes over one whose need failed. */
function begin(step) {
  waiting.splice(waiting.indexOf(step), 1)
  const broken = step.needs?.find((name) => failed.has(name))
  if (broken) {
    failed.add(step.name)
    return console.log(`FAILED  ${step.name.padEnd(8)} ${step.about} (not run: ${broken} failed)`)
  }
  running.set(
    step.name,
    run(step).finally(() => running.delete(step.name))
  )
}

function run({ name, about, command, tells }) {
  const started = Date.now()
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk))
  return new Promise((resolve) => {
    child.on('close', (status) => {
      console.log(`${status === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(8)} ${about} (${since(started)})`)
      if (status !== 0) failed.add(name)
      if (status !== 0 || tells) console.log(Buffer.concat(output).toString())
      resolve()
    })
  })
}

function since(time) {
  return `${((Date.now() - time) / 1000).toFixed(1)} s`
}
