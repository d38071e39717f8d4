import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'

const ours = (file: string) =>
  fileURLToPath(new URL(`../src/lib/data/store/indexed-db/${file}`, import.meta.url))

/**
 * Names the parts of RxDB that a phone takes from us: matching all of MongoDB's selectors, reckoning a live query's
 * results from events, and telling other tabs in browsers without `BroadcastChannel` weigh 15 kB gzip, and no query
 * here and no browser of today needs them.
 */
export const rxdbParts = [
  { find: /^broadcast-channel$/, replacement: ours('native-channel.ts') },
  { find: /^\.\/rx-query-mingo\.js$/, replacement: ours('selector.ts') },
  { find: /^\.\/event-reduce\.js$/, replacement: ours('query-again.ts') },
  { find: /^mingo\/util$/, replacement: ours('selector.ts') }
]

/** Does the same to what esbuild bundles. */
export const withRxdbParts: Plugin = {
  name: 'rxdb-parts',
  setup({ onResolve }) {
    for (const { find, replacement } of rxdbParts) onResolve({ filter: find }, () => ({ path: replacement }))
  }
}
