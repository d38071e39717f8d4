import { shownAs, type NoticeData } from './notices.ts'

const icon = '/icons/icon-192.png'

/** Shows what was pushed and counts what stands, on behalf of the service worker. */
export class Notifications {
  #last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly registration: Pick<ServiceWorkerRegistration, 'getNotifications' | 'showNotification'>
  ) {}

  /** Shows a notification of the pushed text; returns the data kept with it. @param account whose pushes the phone gets */
  show(text: string | undefined, account: string | null = null): Promise<NoticeData> {
    return this.#inTurn(async () => {
      const standing = await this.registration.getNotifications()
      const idsOf = (tag: string) =>
        standing.filter((one) => one.tag === tag).map(({ data }) => (data as NoticeData | null)?.id)
      const { title, options } = shownAs(text, idsOf, account)
      const drawn = await iconHere().catch(() => null)
      await this.registration.showNotification(title, { ...options, ...(drawn && { icon: drawn }) })
      return options.data
    })
  }

  /** Returns how many notifications stand on the phone. */
  count(): Promise<number> {
    return this.#inTurn(async () => (await this.registration.getNotifications()).length)
  }

  /**
   * Lets nothing read while a notification is being shown: Chromium takes one that is not displayed yet for one that was swept
   * away and forgets it, so that a tap on it does nothing.
   */
  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const done = this.#last.then(run)
    this.#last = done.catch(() => {})
    return done
  }
}

/** Returns the app's icon as it lies on this phone, null: it does not. From the server, an alarm would wait for it on a line that hangs. */
async function iconHere(): Promise<string | null> {
  const kept = await caches.match(icon, { ignoreSearch: true })
  if (!kept) return null
  const bytes = new Uint8Array(await kept.arrayBuffer())
  return `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`
}
