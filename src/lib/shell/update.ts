import { wholeApp } from './whole-app.svelte.ts'

/** Delay before retrying an interrupted first download of the app, ms. */
const again = 10_000
/** Longest that a page waits for the new build before it reloads to let go of the old one, ms. */
const patience = 5_000
/** Kept by a tab that has asked for the new build and was reloaded before that took over. */
const asked = 'antt-update-asked'

/** Trusts addresses as they stand; only this file uses it, for one constant. The policy of the page names it. */
const constant = { createScriptURL: (path: string) => path }
const trusted = globalThis.trustedTypes?.createPolicy('antt-worker', constant) ?? constant

/**
 * Registers the service worker and reports when a new build waits. The build takes over only on request, and the page
 * that asked then reloads.
 * @param ready receives the function that switches to the new build
 */
export function watchForUpdate(ready: (apply: () => void) => void): void {
  const workers = navigator.serviceWorker
  if (!workers || import.meta.env.DEV) return
  const arrived = () => (wholeApp.state = 'here')
  workers.addEventListener('controllerchange', arrived, { once: true })
  wholeApp.state = workers.controller ? 'here' : 'coming'
  // Without a service worker the app still works, but only online.
  workers
    .register(trusted.createScriptURL('/service-worker.js'), { updateViaCache: 'none' })
    .then((registration) => follow(registration, ready))
    .catch((problem) => {
      if (problem instanceof TypeError) tryAgain(ready)
      else wholeApp.state = 'none'
    })
}

let retry: ReturnType<typeof setTimeout> | undefined

/** Keeps a single timer, however many listeners report the same worker's end. */
function tryAgain(ready: (apply: () => void) => void): void {
  clearTimeout(retry)
  retry = setTimeout(watchForUpdate, again, ready)
}

/** Shows the build that has taken over. */
function reloadAnew(): void {
  sessionStorage.removeItem(asked)
  location.reload()
}

/**
 * Reloads on the old build: a browser holds the new worker back while it takes the old one to be at work for this page, for
 * up to five minutes.
 */
function letGo(): void {
  sessionStorage.setItem(asked, 'yes')
  location.reload()
}

function follow(registration: ServiceWorkerRegistration | undefined, ready: (apply: () => void) => void) {
  if (!registration) return void (wholeApp.state = 'none')
  const onTakeover = () =>
    navigator.serviceWorker.addEventListener('controllerchange', reloadAnew, { once: true })
  const offer = (worker: ServiceWorker) =>
    ready(() => {
      onTakeover()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- workers take no target origin
      worker.postMessage({ type: 'SKIP_WAITING' })
      setTimeout(letGo, patience)
    })
  if (sessionStorage.getItem(asked)) {
    if (registration.waiting) onTakeover()
    else reloadAnew()
  }
  // The first worker replaces none; if the connection drops while it downloads the app, no worker is left.
  const watch = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && registration.active) offer(worker)
      if (worker.state === 'redundant' && !registration.active) tryAgain(ready)
    })
  if (registration.waiting && registration.active) offer(registration.waiting)
  // The browser may have started downloading the new build before this page could listen.
  watch(registration.installing)
  registration.addEventListener('updatefound', () => watch(registration.installing))
  // A phone app stays open for days: checks for an update whenever the app comes back into view.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => {})
  })
}

/**
 * Fetches a new build now, without applying it: `watchForUpdate` reports it.
 * @returns false when there is none, or no network
 */
export async function fetchUpdate(): Promise<boolean> {
  const registration = await navigator.serviceWorker?.getRegistration()
  if (!registration) return false
  const found = await registration.update().catch(() => null)
  const coming = registration.installing
  if (found === null || !coming) return registration.waiting !== null
  return new Promise((resolve) =>
    coming.addEventListener('statechange', () => resolve(coming.state !== 'redundant'), { once: true })
  )
}
