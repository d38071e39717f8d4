import { wholeApp } from './whole-app.svelte.ts'

/** When a first fetch of the app that broke off is tried again, ms. */
const again = 10_000

/**
 * Registers the service worker and tells when a new build waits; it takes over only when asked to,
 * and then the page that asked starts again on the new build.
 * @param ready gets the act of changing over
 */
export function watchForUpdate(ready: (apply: () => void) => void): void {
  const workers = navigator.serviceWorker
  if (!workers || import.meta.env.DEV) return
  const arrived = () => (wholeApp.state = 'here')
  workers.addEventListener('controllerchange', arrived, { once: true })
  wholeApp.state = workers.controller ? 'here' : 'coming'
  // Without a worker the app works all the same, only not without a network.
  workers
    .register('/service-worker.js', { updateViaCache: 'none' })
    .then((registration) => follow(registration, ready))
    .catch((problem) => {
      if (problem instanceof TypeError) tryAgain(ready)
      else wholeApp.state = 'none'
    })
}

let retry: ReturnType<typeof setTimeout> | undefined

/** One timer, however many listeners heard of the same worker's end. */
function tryAgain(ready: (apply: () => void) => void): void {
  clearTimeout(retry)
  retry = setTimeout(watchForUpdate, again, ready)
}

function follow(registration: ServiceWorkerRegistration | undefined, ready: (apply: () => void) => void) {
  if (!registration) return void (wholeApp.state = 'none')
  const offer = (worker: ServiceWorker) =>
    ready(() => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
      worker.postMessage({ type: 'SKIP_WAITING' })
    })
  // The first worker of all replaces nobody; a signal that broke off while it fetched the app leaves none at all.
  const watch = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && registration.active) offer(worker)
      if (worker.state === 'redundant' && !registration.active) tryAgain(ready)
    })
  if (registration.waiting && registration.active) offer(registration.waiting)
  // The browser itself may have begun to fetch the new build before this page could listen.
  watch(registration.installing)
  registration.addEventListener('updatefound', () => watch(registration.installing))
  // A phone app stays open for days: ask again whenever somebody comes back to it.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => {})
  })
}
