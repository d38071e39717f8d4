import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path/posix'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { imports } from '../../scripts/house/imports.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tree = mkdtempSync(join(tmpdir(), 'so-tay-directions-'))
afterAll(() => rmSync(tree, { recursive: true }))

/** A folder of each layer; `notebook` and `mqtt` are the parts of app and data with a rule of their own. */
const layers = {
  domain: 'src/lib/domain/feature',
  ports: 'src/lib/ports',
  data: 'src/lib/data/adapter',
  mqtt: 'src/lib/data/mqtt',
  app: 'src/lib/app/feature',
  notebook: 'src/lib/app/notebook',
  ui: 'src/lib/ui',
  i18n: 'src/lib/i18n/feature',
  shell: 'src/lib/shell',
  routes: 'src/routes/(feature)',
  'sync-server': 'sync-server/feature',
  'gate-agent': 'gate-agent/feature'
}
type Layer = keyof typeof layers
const names = Object.keys(layers) as Layer[]

/** Reads the last column of ARCHITECTURE.md's table of layers: what each may import besides itself, `type domain` meaning types only. */
function mayImport(): Map<string, string[]> {
  const [, section = ''] = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').split('\n## Layers\n')
  const rows = section.split('\n## ')[0]!.matchAll(/^\| (`.*) \| .* \| (.*) \|$/gm)
  const table = new Map<string, string[]>()
  for (const [, folders, targets] of rows) {
    const to = targets!.replaceAll('`', '').replace('types of the domain', 'type domain').split(', ')
    for (const [, folder] of folders!.matchAll(/`([^`]+)`/g))
      table.set(
        folder!.split('/').at(-1)!,
        to.map((target) => target.replace('src/lib/data/', ''))
      )
  }
  return table
}

/** Features may import the notebook, never the reverse; the rest of app and data follows the table. */
function isAllowed(table: Map<string, string[]>, from: Layer, to: Layer, kind: 'value' | 'type'): boolean {
  if (from === to) return true
  if (from === 'notebook' && to === 'app') return false
  const whole = (layer: Layer) => ({ notebook: 'app', mqtt: 'data' })[layer as string] ?? layer
  if (whole(from) === whole(to)) return true
  const targets = table.get(whole(from))!
  return [to, whole(to)].some(
    (target) => targets.includes(target) || (kind === 'type' && targets.includes(`type ${target}`))
  )
}

function plant(path: string, text: string) {
  mkdirSync(dirname(join(tree, path)), { recursive: true })
  writeFileSync(join(tree, path), text)
}

test('the import rules are the table of layers in ARCHITECTURE.md, in each direction', async () => {
  const table = mayImport()
  expect([...table.keys()].sort()).toEqual(names.filter((name) => !/^(?:notebook|mqtt)$/.test(name)).sort())
  for (const name of ['package.json', 'tsconfig.depcruise.json'])
    plant(name, readFileSync(join(root, 'tests/boundaries/planted', name), 'utf8'))
  const wanted: string[] = []
  for (const from of names) {
    plant(`${layers[from]}/target.ts`, 'export const value = 1\nexport type Type = 1\n')
    for (const to of names) {
      const path = relative(layers[from], `${layers[to]}/target.ts`)
      for (const kind of ['value', 'type'] as const) {
        const file = `${layers[from]}/${kind}-of-${to}.ts`
        const what = kind === 'value' ? '{ value }' : 'type { Type }'
        plant(file, `import ${what} from '${path.startsWith('.') ? path : `./${path}`}'\nexport ${what}\n`)
        if (!isAllowed(table, from, to, kind)) wanted.push(file)
      }
    }
  }
  const found = await imports(tree)
  expect([...new Set(found.map(({ message }) => message.split(' imports ')[0]))].sort()).toEqual(
    wanted.sort()
  )
})
