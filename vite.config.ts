import { sveltekit } from '@sveltejs/kit/vite'
import { defaultClientConditions, defineConfig } from 'vite'
import { beginnings } from './scripts/entry-chunks.ts'

export default defineConfig({
  plugins: [sveltekit(), beginnings()],
  resolve: {
    // RxJS and Dexie for browsers of today: smaller than their copies for those without classes and `async`.
    conditions: ['es2015', ...defaultClientConditions],
    alias: { dexie: 'dexie/dist/modern/dexie.mjs' }
  },
  build: {
    target: 'chrome100',
    // The service worker brings every script ahead of need: lists of what each screen imports would only weigh on the first one.
    modulePreload: { resolveDependencies: (_, files) => files.filter((file) => file.endsWith('.css')) }
  }
})
