import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { tmpdir } from 'node:os'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { context, type BuildContext, type BuildOptions, type Plugin } from 'esbuild'
import type { history, Outcome } from './inside/history.ts'

export type { Outcome }

/** Replaces a piece of the product's text for a history. */
export interface Change {
  file: string
  find: string
  put: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Names, for each file that would wait for the machine's own threads or a network, the one that stands in its place. */
const standIns: ReadonlyMap<string, string> = new Map(
  [
    ['sync-server/signature.ts', 'inside/instant-signature.ts'],
    ['sync-server/gateway/forward.ts', 'server/transit-write.ts'],
    ['sync-server/transit/open-box.ts', 'inside/meetings/instant-box.ts'],
    ['src/lib/data/outbox/seal-box.ts', 'inside/meetings/instant-box.ts'],
    ['src/lib/data/peers/deflate.ts', 'inside/meetings/instant-deflate.ts'],
    ['src/lib/data/peers/qr/open-qr.ts', 'inside/meetings/no-camera.ts']
  ].map(([file, instead]) => [join(root, file!), at(instead!)])
)
const standIn: Plugin = {
  name: 'stand-in',
  setup({ onResolve }) {
    onResolve(
      { filter: /\/(signature|forward|open-box|seal-box|deflate|open-qr)\.ts$/ },
      ({ path, resolveDir }) => {
        const instead = standIns.get(join(resolveDir, path))
        return instead ? { path: instead } : null
      }
    )
  }
}

/** Options that build a history into one script, from the product as it is. */
export const historyBuild = {
  entryPoints: [at('inside/history.ts')],
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  inject: [at('inside/globals.ts')],
  define: { 'Math.random': 'random' },
  // No history looks through a camera.
  loader: { '.wasm': 'empty' },
  banner: {
    js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);'
  },
  plugins: [standIn],
  // What fails is thrown.
  logLevel: 'silent'
} satisfies BuildOptions

/** Changes that the next build makes to the product. */
let changes: readonly Change[] = []
const made = new Set<Change>()
/** Shared by all builds of this process: after the first one, only files that a change touches are read again. */
let builder: Promise<BuildContext<{ write: false }>> | undefined
let last: Promise<unknown> = Promise.resolve()

/**
 * Builds the product's own phone, and what its server judges by, into one script with the clock, timers, chance and
 * crypto of a history, so that the same seed gives the same history.
 * @throws when a change does not find its text exactly once
 */
export async function bundle(wanted: readonly Change[]): Promise<{ history: typeof history }> {
  const built = last.then(() => build(wanted))
  last = built.catch(() => {})
  const folder = await mkdtemp(join(tmpdir(), 'antt-simulate-'))
  const file = join(folder, 'history.mjs')
  try {
    await writeFile(file, await built)
    return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { history: typeof history }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function build(wanted: readonly Change[]): Promise<Uint8Array> {
  changes = wanted
  made.clear()
  builder ??= context({
    ...historyBuild,
    write: false,
    // A broken law names source lines.
    sourcemap: 'inline',
    plugins: [...historyBuild.plugins, changing]
  })
  const { outputFiles } = await (await builder).rebuild()
  const unmade = changes.find((change) => !made.has(change))
  if (unmade) throw new Error(`${unmade.file} is no part of a history`)
  return outputFiles[0]!.contents
}

const changing: Plugin = {
  name: 'changing',
  setup({ onLoad }) {
    onLoad({ filter: /\/(src\/lib\/(app|data|domain)|sync-server)\/.*\.ts$/ }, async ({ path }) => {
      const file = relative(root, path)
      const here = changes.filter((one) => one.file === file)
      if (here.length === 0) return null
      let contents = await readFile(path, 'utf8')
      for (const change of here) {
        if (contents.split(change.find).length !== 2) throw new Error(`${file} has not once: ${change.find}`)
        contents = contents.replace(change.find, () => change.put)
        made.add(change)
      }
      return { contents, loader: 'ts' }
    })
  }
}
