import { readFileSync } from 'node:fs'
import { sveltekit } from '@sveltejs/kit/vite'
import { defaultClientConditions, defineConfig } from 'vite'
import { entryChunks } from './scripts/entry-chunks.ts'
import { partsOfSvelte } from './scripts/parts-of-svelte.ts'
import { rxdbParts } from './scripts/rxdb-parts.ts'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string
}

export default defineConfig({
  // The settings screen shows it beside the time of the build, which is what Kit calls the version.
  define: { APP_VERSION: JSON.stringify(version) },
  // The gallery has none of the app's entries.
  plugins: [sveltekit(), partsOfSvelte, ...(process.env['GALLERY'] ? [] : [entryChunks()])],
  resolve: {
    // RxJS for browsers of today: smaller than its copy for those without classes and `async`.
    conditions: ['es2015', ...defaultClientConditions],
    alias: rxdbParts
  },
  // One file each: the service worker brings those that a page names, and no others.
  worker: { format: 'es', rolldownOptions: { output: { codeSplitting: false } } },
  build: {
    target: 'chrome100',
    // The service worker brings every script ahead of need: lists of what each screen imports would only weigh on the first one.
    modulePreload: { resolveDependencies: (_, files) => files.filter((file) => file.endsWith('.css')) }
  }
})
