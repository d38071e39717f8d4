import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { imports } from '../../scripts/house/imports.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const planted = fileURLToPath(new URL('./planted', import.meta.url))

test('every planted wrong import is caught, in TypeScript and in Svelte', async () => {
  const found = await imports(planted)
  expect(found.map(({ subject }) => subject.split(' → ')[0]).sort()).toEqual([
    'agent-core-is-pure: gate-agent/core/reads.ts',
    'agent-needs-domain-and-mqtt: gate-agent/main.ts',
    'agent-needs-domain-and-mqtt: gate-agent/main.ts',
    'app-stays-inside: src/lib/app/lost.ts',
    'app-stays-inside: src/lib/app/shortcut.ts',
    'domain-stays-inside: src/lib/domain/impure.ts',
    'domain-stays-inside: src/lib/domain/io.ts',
    'lunar-calendar-when-asked: src/lib/app/shortcut.ts',
    'no-circle: src/lib/i18n/circle.ts',
    'only-start-knows-data: src/lib/app/shortcut.ts',
    'only-start-knows-data: src/lib/domain/impure.ts',
    'only-start-knows-data: src/routes/+page.svelte',
    'resolvable: src/lib/app/lost.ts',
    'routes-draw-only: src/routes/+page.svelte',
    'server-needs-only-the-domain: sync-server/main.ts',
    'server-needs-only-the-domain: sync-server/main.ts',
    'ui-knows-types-only: src/lib/ui/Card.svelte'
  ])
})

test('each import rule says how to mend what breaks it', () => {
  const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')
  const mute = forbidden.filter(({ comment }: { comment?: string }) => !comment)
  expect(mute.map(({ name }: { name: string }) => name)).toEqual([])
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
