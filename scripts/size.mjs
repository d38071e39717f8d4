import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

/** Budgets, JavaScript and CSS together, kB (1,000 bytes) of gzip. */
const budgets = { firstScreen: 90, notebook: 150 }

const kit = fileURLToPath(new URL('../.svelte-kit', import.meta.url))
const client = join(kit, 'output/client')

/**
 * Measures what a cold cache loads until the first page shows: SvelteKit's entry, the root layout, the page of `/` with
 * its layouts, and `start.ts`, which the layout fetches next; each with everything it imports and with its styles.
 * `entry-chunks.ts` puts most of it into one file.
 * @returns {{ files: { file: string, bytes: number }[], kb: number }} `bytes` of gzip; `kb`: their sum, 1,000 bytes
 */
export const firstScreen = () => sizeOf(beginning())

/** Measures the first screen together with what loads while somebody types a PIN: all that an open notebook starts with. */
export const notebook = () => sizeOf([...beginning(), 'notebook'])

/** Measures the script of the courier's worker, a thread of its own that starts after the first page; kB of gzip. */
export function courierWorker() {
  const folder = join(client, '_app/immutable/workers')
  const file = readdirSync(folder).find((name) => name.startsWith('courier-worker-'))
  if (!file) throw new Error('the build has no courier-worker')
  return gzipSync(readFileSync(join(folder, file))).length / 1_000
}

function sizeOf(ends) {
  const manifest = JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8'))
  const wanted = new Set()
  const take = (key) => {
    const chunk = manifest[key]
    if (!chunk || wanted.has(chunk.file)) return
    for (const file of [chunk.file, ...(chunk.css ?? [])]) wanted.add(file)
    for (const imported of chunk.imports ?? []) take(imported)
  }
  for (const key of keysOf(manifest, ends)) take(key)
  const files = [...wanted].map((file) => ({
    file,
    bytes: gzipSync(readFileSync(join(client, file))).length
  }))
  return { files, kb: files.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000 }
}

const beginning = () => [
  'kit/src/runtime/client/entry.js',
  'client-optimized/app.js',
  ...nodesOfFirstScreen().map((node) => `client-optimized/nodes/${node}.js`),
  'first-screen'
]

/** @throws when the build lacks one of them: a figure without it would say nothing */
function keysOf(manifest, ends) {
  return ends.map((end) => {
    const key = Object.keys(manifest).find((key) => key.endsWith(end) || manifest[key].name === end)
    if (!key) throw new Error(`the build has no ${end}`)
    return key
  })
}

/** Returns the nodes that SvelteKit's client loads first: the root layout, the error page, then what its dictionary names for `/`. */
function nodesOfFirstScreen() {
  const app = readFileSync(join(kit, 'generated/client-optimized/app.js'), 'utf8')
  for (const [, route, page, layouts = ''] of app.matchAll(/"(\/[^"]*)": \[~?(\d+)(?:,\[([\d,]*)\])?/g)) {
    const isFirst = route.split('/').every((part) => part === '' || /^\(.*\)$/.test(part))
    if (isFirst) return ['0', '1', page, ...layouts.split(',').filter(Boolean)]
  }
  throw new Error('the build has no route /')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, kb } = firstScreen()
  for (const { file, bytes } of files.sort((a, b) => b.bytes - a.bytes).slice(0, 5))
    console.log(`${(bytes / 1_000).toFixed(1).padStart(7)} kB  ${file}`)
  const opened = notebook().kb
  console.log(
    `First screen: ${kb.toFixed(1)} kB of JavaScript and CSS, gzip (at most ${budgets.firstScreen})`
  )
  console.log(`With the notebook open: ${opened.toFixed(1)} kB (at most ${budgets.notebook})`)
  console.log(`The courier’s worker, apart from both: ${courierWorker().toFixed(1)} kB`)
  if (kb > budgets.firstScreen || opened > budgets.notebook) process.exit(1)
}
