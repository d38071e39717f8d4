/**
 * Registers the service worker and tells when a new build waits; it takes over only when asked to,
 * and then the page that asked starts again on the new build.
 * @param ready gets the act of changing over
 */
export function watchForUpdate(ready: (apply: () => void) => void): void {
  const workers = navigator.serviceWorker
  if (!workers || import.meta.env.DEV) return
  // Without a worker the app works all the same, only not from a cold start without a network.
  workers
    .register('/service-worker.js', { updateViaCache: 'none' })
    .then((registration) => follow(registration, ready))
    .catch(() => {})
}

function follow(registration: ServiceWorkerRegistration | undefined, ready: (apply: () => void) => void) {
  if (!registration) return
  const offer = (worker: ServiceWorker) =>
    ready(() => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
      worker.postMessage({ type: 'SKIP_WAITING' })
    })
  // The first worker of all replaces nobody.
  const watch = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && registration.active) offer(worker)
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
