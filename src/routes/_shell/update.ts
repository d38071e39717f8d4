import { Workbox } from 'workbox-window'

/**
 * Registers the service worker and tells when a new build waits; it takes over only when asked to,
 * and then the page starts again on the new build.
 * @param ready gets the act of changing over
 */
export function watchForUpdate(ready: (apply: () => void) => void): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  const workbox = new Workbox('/service-worker.js', { type: 'classic', updateViaCache: 'none' })
  const waits = () =>
    ready(() => {
      workbox.addEventListener('controlling', () => location.reload())
      workbox.messageSkipWaiting()
    })
  workbox.addEventListener('waiting', waits)
  void workbox.register()
  // A phone app stays open for days: ask again whenever somebody comes back to it.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') workbox.update().catch(() => {})
  })
}
