import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const planted = fileURLToPath(new URL('./planted', import.meta.url))

/** Runs the project's own rules over a folder and names each violation as `rule: from`. */
function violations(cwd: string): string[] {
  const args = [
    `${root}node_modules/.bin/depcruise`,
    '--config',
    `${root}.dependency-cruiser.cjs`,
    '-T',
    'json',
    'src',
    'sync-server',
    'gate-agent'
  ]
  const { stdout } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 64 << 20 })
  const { summary } = JSON.parse(stdout)
  return summary.violations
    .map(({ rule, from }: { rule: { name: string }; from: string }) => `${rule.name}: ${from}`)
    .sort()
}

test('every planted wrong import is caught, in TypeScript and in Svelte', () => {
  expect(violations(planted)).toEqual([
    'agent-needs-domain-and-mqtt: gate-agent/main.ts',
    'agent-needs-domain-and-mqtt: gate-agent/main.ts',
    'app-stays-inside: src/lib/app/shortcut.ts',
    'domain-stays-inside: src/lib/domain/impure.ts',
    'domain-stays-inside: src/lib/domain/io.ts',
    'lunar-calendar-when-asked: src/lib/app/shortcut.ts',
    'no-circle: src/lib/i18n/circle.ts',
    'only-start-knows-data: src/lib/app/shortcut.ts',
    'only-start-knows-data: src/lib/domain/impure.ts',
    'only-start-knows-data: src/routes/+page.svelte',
    'routes-draw-only: src/routes/+page.svelte',
    'server-needs-only-the-domain: sync-server/main.ts',
    'ui-knows-types-only: src/lib/ui/Card.svelte'
  ])
})

test('what the app is built from is installed by a start without the tools for tests', () => {
  const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  const files = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(?:ts|svelte)$/.test(name) && !name.endsWith('.test.ts')
  )
  const imported = files.flatMap((name) =>
    [...readFileSync(`${root}src/${name}`, 'utf8').matchAll(/(?:from|import\()\s*'([@\w][\w./@-]*)'/g)].map(
      ([, path]) => /^(?:@[^/]+\/)?[^/]+/.exec(path!)![0]
    )
  )
  const missing = [...new Set(imported)].filter((name) => !Object.hasOwn(dependencies, name))
  expect(missing).toEqual([])
})
