import type { CDPSession, Page } from '@playwright/test'
import type { ReceivingPhone } from '../push/receiver.ts'

/** This machine's browser reaches no push service: its part is played by the stand-in, with keys of the same kind. */
export async function withPushService(page: Page, pushed: ReceivingPhone): Promise<void> {
  await page.context().grantPermissions(['notifications'])
  await page.evaluate(({ endpoint, p256dh, auth }) => {
    let known: unknown = null
    const subscription = (key: string) => ({
      endpoint,
      options: {
        applicationServerKey: Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
          c.charCodeAt(0)
        ).buffer
      },
      toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
      unsubscribe: async () => ((known = null), true)
    })
    Object.assign(PushManager.prototype, {
      getSubscription: async () => known,
      subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) =>
        (known = subscription(applicationServerKey))
    })
  }, pushed)
}

/**
 * Hands what the push service received to the browser, as that would do it.
 * @param origin of the app; absent: the page shows it
 */
export async function deliver(
  page: Page,
  text: string,
  origin = new URL(page.url()).origin
): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page)
  const registration = new Promise<string>((resolve) =>
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const known = registrations.find(({ isDeleted }) => !isDeleted)
      if (known) resolve(known.registrationId)
    })
  )
  await cdp.send('ServiceWorker.enable')
  await cdp.send('ServiceWorker.deliverPushMessage', {
    origin,
    registrationId: await registration,
    data: text
  })
  return cdp
}

/**
 * From now on the worker counts what it has shown: a push is handled some time after it was delivered, and Chromium forgets
 * a notification when somebody asks for all of them before it stands.
 */
export async function countShown(page: Page): Promise<() => Promise<number>> {
  const [worker] = page.context().serviceWorkers()
  await worker!.evaluate(() => {
    const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration }
    const show = registration.showNotification.bind(registration)
    const count = { shown: 0 }
    Object.assign(globalThis, { count })
    registration.showNotification = async (...what) => {
      await show(...what)
      count.shown++
    }
  })
  return () => worker!.evaluate(() => (globalThis as unknown as { count: { shown: number } }).count.shown)
}

/** A tap on the notification, or on its button, as the browser tells the worker of it. */
export async function tap(page: Page, action = ''): Promise<void> {
  const [worker] = page.context().serviceWorkers()
  await worker!.evaluate(async (action) => {
    const scope = globalThis as unknown as Worker & {
      registration: ServiceWorkerRegistration
      NotificationEvent: new (
        type: string,
        init: { notification: Notification | undefined; action: string }
      ) => Event
    }
    const [notification] = await scope.registration.getNotifications()
    scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification, action }))
  }, action)
}
