import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'

const ours = (file: string) =>
  fileURLToPath(new URL(`../src/lib/data/store/indexed-db/${file}`, import.meta.url))

/**
 * Names the parts of RxDB that a phone takes from us: matching all of MongoDB's selectors, keeping events and reckoning a
 * live query's results from them, telling other tabs in browsers without `BroadcastChannel`, ranking who waits for a database to be
 * idle, paths through arrays, and reading streams weigh 17 kB gzip, and no query here and no browser of today needs them.
 */
export const rxdbParts = [
  { find: /^broadcast-channel$/, replacement: ours('native-channel.ts') },
  { find: /^\.\/rx-query-mingo\.js$/, replacement: ours('selector.ts') },
  { find: /^\.\/event-reduce\.js$/, replacement: ours('query-again.ts') },
  { find: /^\.\/change-event-buffer\.js$/, replacement: ours('event-counter.ts') },
  { find: /^\.\/utils-object-dot-prop\.js$/, replacement: ours('property-path.ts') },
  { find: /^mingo\/util$/, replacement: ours('selector.ts') },
  { find: /^custom-idle-queue$/, replacement: ours('running-calls.ts') },
  { find: /^tslib$/, replacement: ours('async-steps.ts') }
]

/** Does the same to what esbuild bundles. */
export const withRxdbParts: Plugin = {
  name: 'rxdb-parts',
  setup({ onResolve, initialOptions }) {
    // As `vite.config.ts` has it; to name one condition leaves out esbuild's own.
    initialOptions.conditions = ['es2015', 'module']
    for (const { find, replacement } of rxdbParts) onResolve({ filter: find }, () => ({ path: replacement }))
  }
}
