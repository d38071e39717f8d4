import { createHash } from 'node:crypto'
import webPush from 'web-push'

/** This server's name at push services (RFC 8292); the pair is made once by `npm run push-keys`. */
export interface PushKeys {
  publicKey: string
  privateKey: string
  /** `mailto:` or `https:` of who answers for this server. */
  subject: string
}

/** How this server reaches phones whose app is closed. */
export interface PushConfig extends PushKeys {
  /** The push services that it sends to; see `isAtService`. */
  services: readonly string[]
}

/** Where and for whom a phone can be reached while its app is closed (RFC 8030, 8291). */
export interface Receiver {
  endpoint: string
  /** The phone's own public key and secret, base64url: only it can read what is pushed. */
  p256dh: string
  auth: string
}

/** `gone`: that phone does not want to be told any more; `later`: the service is away or busy. */
export type PushOutcome = 'sent' | 'gone' | 'later' | 'refused'

const patienceMs = 10_000

/** The push services of the browsers that phones have; elsewhere this server sends nothing. */
export const knownServices: readonly string[] = [
  'https://fcm.googleapis.com',
  'https://*.push.services.mozilla.com',
  'https://*.notify.windows.com',
  'https://web.push.apple.com'
]

/** Is it an address at one of these services? Whoever signs in names the endpoint: it must lead nowhere else. */
export function isAtService(endpoint: string, services: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false
  const { origin, username, password } = new URL(endpoint)
  if (username || password) return false
  return services.some((service) => {
    const [scheme, parent] = service.split('*.') as [string, string?]
    return parent ? origin.startsWith(scheme) && origin.endsWith(`.${parent}`) : origin === service
  })
}

/**
 * Pushes one text to one phone, encrypted for it alone.
 * @param topic what takes its place at the service while the phone is away
 * @param ttlSeconds for how long the service keeps it for a phone that is away
 */
export async function sendPush(
  keys: PushKeys,
  { endpoint, p256dh, auth }: Receiver,
  text: string,
  { topic, ttlSeconds }: { topic: string; ttlSeconds: number }
): Promise<PushOutcome> {
  const { publicKey, privateKey, subject } = keys
  const { cipherText } = webPush.encrypt(p256dh, auth, text, 'aes128gcm')
  const vapid = webPush.getVapidHeaders(new URL(endpoint).origin, subject, publicKey, privateKey, 'aes128gcm')
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
      headers: {
        ...vapid,
        'content-type': 'application/octet-stream',
        'content-encoding': 'aes128gcm',
        ttl: String(ttlSeconds),
        urgency: 'high',
        topic: createHash('sha256').update(topic).digest('base64url').slice(0, 32)
      },
      body: new Uint8Array(cipherText)
    })
    await response.body?.cancel()
    return became(response.status)
  } catch {
    return 'later'
  }
}

function became(status: number): PushOutcome {
  if (status >= 200 && status < 300) return 'sent'
  if (status === 404 || status === 410) return 'gone'
  return status === 429 || status >= 500 ? 'later' : 'refused'
}
