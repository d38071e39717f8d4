import { spawnSync } from 'node:child_process'

/** What must hold of every commit, quickest first; all are run, so that one look shows everything. */
const steps = [
  ['format', 'prettier --check --log-level warn .'],
  ['lint', 'oxlint --deny-warnings'],
  ['imports', 'depcruise --config .dependency-cruiser.cjs src sync-server gate-agent'],
  ['kit', 'svelte-kit sync'],
  ['types of server, scripts and tests', 'tsc -p tsconfig.node.json'],
  ['types of the app', 'svelte-check --tsconfig ./tsconfig.json --fail-on-warnings'],
  ['build', 'vite build --logLevel warn'],
  ['size', 'node scripts/size.mjs']
]

const failed = []
for (const [name, command] of steps) {
  const started = Date.now()
  const { status, stdout, stderr } = spawnSync(
    `${command.startsWith('node ') ? '' : 'node_modules/.bin/'}${command}`,
    {
      shell: true,
      encoding: 'utf8'
    }
  )
  console.log(
    `${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`
  )
  if (status !== 0 || name === 'size') console.log(stdout + stderr)
  if (status !== 0) failed.push(name)
}
if (failed.length > 0) {
  console.error(`check: ${failed.join(', ')} failed`)
  process.exit(1)
}
