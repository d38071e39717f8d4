import adapter from '@sveltejs/adapter-static'
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte'

/** `GALLERY=1` builds the page that shows every part of `ui` in the app's place, beside it: officers never get it. */
const gallery = Boolean(process.env.GALLERY)

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    ...(gallery && { outDir: '.svelte-kit/gallery', files: { routes: 'tests/gallery/routes' } }),
    adapter: adapter({
      pages: gallery ? '.svelte-kit/gallery/build' : 'build',
      fallback: 'index.html',
      precompress: !gallery
    }),
    serviceWorker: { register: false },
    version: { pollInterval: 0 },
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['self'],
        'script-src': ['self', 'wasm-unsafe-eval'],
        'style-src': ['self'],
        // The hidden element by which Kit announces a page to screen readers; styles set by scripts need no leave.
        'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
        'img-src': ['self', 'blob:', 'data:'],
        'media-src': ['self', 'blob:'],
        // One build serves all communes: the server's header narrows this to itself and the gates of its `GATE_HOSTS`.
        'connect-src': ['self', 'ws:', 'wss:', 'https:'],
        'worker-src': ['self'],
        'manifest-src': ['self'],
        'object-src': ['none'],
        'base-uri': ['none'],
        'form-action': ['none'],
        'require-trusted-types-for': ['script'],
        // Svelte's templates, then our own: `Icon.svelte`, `update.ts`, `dedicated-worker.ts` and `SeenScreen.svelte`.
        'trusted-types': [
          'svelte-trusted-html',
          'antt-icons',
          'antt-worker',
          'antt-threads',
          'antt-seen-screen'
        ]
      }
    }
  }
}
