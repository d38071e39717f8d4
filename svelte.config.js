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
        'script-src': ['self'],
        'style-src': ['self', 'unsafe-inline'],
        'img-src': ['self', 'blob:', 'data:'],
        'media-src': ['self', 'blob:'],
        // A gate's agent may have a site of its own: pictures come by `https:` as commands and video by `wss:`.
        'connect-src': ['self', 'ws:', 'wss:', 'https:'],
        'worker-src': ['self'],
        'manifest-src': ['self'],
        'object-src': ['none'],
        'base-uri': ['none'],
        'form-action': ['none']
      }
    }
  }
}
