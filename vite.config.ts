import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [sveltekit()],
  build: {
    target: 'chrome100',
    // The service worker brings every script ahead of need: lists of what each screen imports would only weigh on the first one.
    modulePreload: { resolveDependencies: (_, files) => files.filter((file) => file.endsWith('.css')) }
  }
})
