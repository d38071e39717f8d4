/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true" />
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker'
import { clientsClaim } from 'workbox-core'
import { PrecacheController, PrecacheRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { cacheName, cachesToDrop, isServerPath, shellFiles } from './shell-cache.ts'

declare const self: ServiceWorkerGlobalScope

/** One cache a build; the whole app lies in it before this worker is allowed to serve. */
const shell = new PrecacheController({ cacheName: cacheName(version) })
shell.precache(shellFiles(build, files, version))

// The page itself: written after the build, so it is asked for by its address.
registerRoute(
  new NavigationRoute(shell.createHandlerBoundToURL('/'), { denylist: [isServerPath, /\/[^/]+\.[^/]+$/] })
)
registerRoute(new PrecacheRoute(shell))
// A page still open on the build before this one asks for its own lazy parts.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/_app/'),
  async ({ request }) => (await caches.match(request, { ignoreSearch: true })) ?? fetch(request)
)

self.addEventListener('activate', (event) => event.waitUntil(dropOldShells()))
// Nothing changes under somebody's hands: a new build waits until it is asked to take over.
self.addEventListener('message', ({ data }) => {
  if (data?.type === 'SKIP_WAITING') void self.skipWaiting()
})
clientsClaim()

async function dropOldShells() {
  const old = cachesToDrop(await caches.keys(), version)
  await Promise.all(old.map((name) => caches.delete(name)))
}
