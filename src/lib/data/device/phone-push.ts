import { silences, type Silence } from '#lib/domain/devices/wakefulness.ts'
import type { PushNotifications, PushState, ReceivedAlarm } from '#lib/ports/device.ts'
import type { Session } from '#lib/ports/session.ts'
import { toBase64Url } from '../keys/base64.ts'
import { forgetReceived, receivedAlarms, setPushOwner } from './received-alarms.ts'

const patience = 10_000
/** Storage key of the account whose subscription this phone holds; a browser has one subscription. */
const owner = 'push-account'

/** Manages this phone's push subscription, at the browser's push service and at the unit's server. */
export class PhonePush implements PushNotifications {
  readonly #account: string

  constructor(
    private readonly session: Session,
    private readonly shelf: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
    /** Sends the session along. */
    private readonly send: typeof fetch
  ) {
    this.#account = session.identity.account
  }

  async state(): Promise<PushState> {
    const worker = await registration()
    if (!worker) return unable()
    if (Notification.permission === 'denied') return 'denied'
    if (this.#isOwn && (await worker.pushManager.getSubscription())) return 'on'
    return (await this.#serverKey()) === null ? 'not-offered' : 'off'
  }

  /** Subscribes; call it in answer to a tap, because the browser asks its owner only then. */
  async turnOn(language: string): Promise<PushState> {
    const worker = await registration()
    if (!worker) return unable()
    if ((await Notification.requestPermission()) !== 'granted') return 'denied'
    return this.#subscribe(worker, language)
  }

  async turnOff(): Promise<PushState> {
    this.shelf.removeItem(owner)
    await setPushOwner(null)
    const subscription = await (await registration())?.pushManager.getSubscription()
    if (!subscription) return 'off'
    await subscription.unsubscribe()
    await this.#ask('DELETE', { endpoint: subscription.endpoint }).catch(() => {})
    return 'off'
  }

  /** Ends another account's subscription, or sends this account's to the server again; call it when a notebook opens. */
  async renew(language: string): Promise<void> {
    if (this.shelf.getItem(owner) === null) return
    if (!this.#isOwn) return void (await this.turnOff())
    await setPushOwner(this.#account)
    const worker = await registration()
    if (worker && Notification.permission === 'granted') await this.#subscribe(worker, language)
  }

  async tellSilence(): Promise<void> {
    const silence = await this.state()
    if (!isSilence(silence)) return
    const response = await this.#ask('POST', { silence }, '/push/silence')
    await response.body?.cancel()
  }

  async received(): Promise<readonly ReceivedAlarm[]> {
    return receivedAlarms(this.#account)
  }

  forgetReceived(alarm: string): Promise<void> {
    return forgetReceived(this.#account, alarm)
  }

  get #isOwn(): boolean {
    return this.shelf.getItem(owner) === this.#account
  }

  async #subscribe(worker: ServiceWorkerRegistration, language: string): Promise<PushState> {
    const key = await this.#serverKey()
    if (typeof key !== 'string') return key === null ? 'not-offered' : 'unreachable'
    const subscription = await subscribed(worker.pushManager, key)
    if (!subscription) return 'unavailable'
    const { unit } = this.session
    const { endpoint, keys } = subscription.toJSON()
    const wish = { unit, language, endpoint, ...keys }
    const response = await this.#ask('POST', wish).catch(() => null)
    if (!response?.ok) return 'unreachable'
    this.shelf.setItem(owner, this.#account)
    await setPushOwner(this.#account)
    return 'on'
  }

  /** Asks for the server's key; null: it sends no pushes; undefined: no answer. */
  async #serverKey(): Promise<string | null | undefined> {
    try {
      const response = await this.#ask('GET')
      if (response.status === 404) return null
      const { key } = (await response.json()) as { key?: unknown }
      return typeof key === 'string' ? key : undefined
    } catch {
      return undefined
    }
  }

  #ask(method: 'GET' | 'POST' | 'DELETE', body?: object, path = '/push'): Promise<Response> {
    return this.send(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    })
  }
}

const isSilence = (state: PushState): state is Silence => (silences as readonly string[]).includes(state)

/** Tells why there is nothing to subscribe at; an iPhone offers it only to an app on its home screen. */
function unable(): Silence {
  return (navigator as { standalone?: boolean }).standalone === false ? 'not-installed' : 'unavailable'
}

async function registration(): Promise<ServiceWorkerRegistration | null> {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis) || !('Notification' in globalThis))
    return null
  return (await navigator.serviceWorker.getRegistration()) ?? null
}

/** Returns the subscription, unless it was made for another server's key. Null: the browser has no push service. */
async function subscribed(manager: PushManager, key: string): Promise<PushSubscription | null> {
  const known = await manager.getSubscription()
  if (known && keyOf(known) === key) return known
  await known?.unsubscribe()
  return manager.subscribe({ userVisibleOnly: true, applicationServerKey: key }).catch(() => null)
}

function keyOf({ options }: PushSubscription): string {
  return toBase64Url(new Uint8Array(options.applicationServerKey ?? []))
}
