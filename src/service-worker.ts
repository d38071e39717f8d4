/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true" />
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker'
import { clientsClaim } from 'workbox-core'
import { PrecacheController, PrecacheRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { received, type NoticeData } from './notices.ts'
import { Notifications } from './notifications.ts'
import { bringReceipt, forgetReceived, keepReceived, pushOwner } from '#lib/data/device/received-alarms.ts'
import { receiveShare } from '#lib/data/sharing/receive-share.ts'
import { cacheName, cachesToDrop, isOurs, isServerPath, shellFiles } from './shell-cache.ts'
import { takeShared, sharedPath } from './take-shared.ts'
import { openPage, tappedPage } from './tapped-page.ts'

declare const self: ServiceWorkerGlobalScope

/** One cache per build; the worker serves only after the whole app is in it. */
const shell = new PrecacheController({
  cacheName: cacheName(version),
  plugins: [{ cacheWillUpdate: onlyOurs }]
})
shell.precache(shellFiles(build, files, version))

// The page itself, precached by address because the build writes it last.
registerRoute(
  new NavigationRoute(shell.createHandlerBoundToURL('/'), { denylist: [isServerPath, /\/[^/]+\.[^/]+$/] })
)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === sharedPath,
  ({ request }) => takeShared(request, (form) => receiveShare(form, Date.now())),
  'POST'
)
registerRoute(new PrecacheRoute(shell))
// Serves lazy chunks to a page that is still open on an earlier build.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/_app/'),
  async ({ request }) => (await caches.match(request, { ignoreSearch: true })) ?? fetch(request)
)

self.addEventListener('activate', (event) => event.waitUntil(dropOldShells()))
// A new build waits until the page asks for it, so that nothing changes while the app is in use.
self.addEventListener('message', ({ data }) => {
  if (data?.type === 'SKIP_WAITING') void self.skipWaiting()
})
clientsClaim()

const notifications = new Notifications(self.registration)
self.addEventListener('push', (event) => event.waitUntil(tell(event.data?.text())))
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const data = event.notification.data as NoticeData | null
  const taking = event.action === received && data?.alarm ? take(data.alarm) : lead(tappedPage(data?.page))
  event.waitUntil(taking)
})
self.addEventListener('notificationclose', (event) => event.waitUntil(badge()))

/** Keeps that whoever the alarm was pushed for has it, locked or not, and tells it at once where there is a signal. */
async function take({ id, receipt, account }: NonNullable<NoticeData['alarm']>) {
  if (account) await keepReceived(account, id, Date.now())
  if ((await bringReceipt(receipt)) && account) await forgetReceived(account, id)
  await badge()
}

async function onlyOurs({ request, response }: { request: Request; response: Response }) {
  return (await isOurs(new URL(request.url).pathname, response)) ? response : null
}

async function dropOldShells() {
  const old = cachesToDrop(await caches.keys(), version)
  await Promise.all(old.map((name) => caches.delete(name)))
}

async function tell(text: string | undefined) {
  // A push is shown even where nothing can be read.
  const { answer } = await notifications.show(text, await pushOwner().catch(() => null))
  if (answer) await bringReceipt(answer)
  await badge()
}

/** Opens the page, in an existing window if there is one. Only shows it, and performs no action. */
async function lead(page: string) {
  await badge()
  const [open] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (!open) return void (await self.clients.openWindow(page))
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- clients of a worker take no target origin
  open.postMessage({ type: openPage, page })
  await open.focus().catch(() => {})
}

/** Sets the badge to the number of unread notifications; an open app counts more exactly and sets it itself. */
async function badge() {
  const count = await notifications.count()
  await navigator.setAppBadge?.(count).catch(() => {})
}
